"""Story maps in other people's publishing programs: thin wrappers over ``storymap.export.publish``."""
