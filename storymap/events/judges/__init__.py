"""What is decided by judges that have learnt from many stories: step, place, date, same happening."""
