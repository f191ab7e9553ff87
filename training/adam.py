"""Stochastic gradient descent with adaptive steps (Kingma and Ba 2015), on a dictionary of numpy arrays."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[np.float64]]
Gradient = Callable[[Arrays, NDArray[np.intp]], Arrays]


def minimise(
    start: Arrays,
    gradient: Gradient,
    *,
    samples: int,
    epochs: int,
    batch: int,
    rate: float,
    decay: float,
    seed: int,
    average_from: float = 0.5,
) -> Arrays:
    """Return the parameters averaged over the last epochs (Polyak averaging).

    ``gradient`` gets the parameters and the numbers of the samples of a batch; ``decay`` is decoupled
    weight decay on the arrays of two dimensions; ``average_from`` is the part of the run not averaged.
    """
    generator = np.random.default_rng(seed)
    values = {name: array.copy() for name, array in start.items()}
    first = {name: np.zeros_like(array) for name, array in start.items()}
    second = {name: np.zeros_like(array) for name, array in start.items()}
    mean = {name: np.zeros_like(array) for name, array in start.items()}
    averaged = step = 0
    for epoch in range(epochs):
        order = generator.permutation(samples)
        speed = rate * (1 - epoch / epochs)
        for begin in range(0, samples, batch):
            step += 1
            for name, slope in gradient(values, order[begin : begin + batch]).items():
                first[name] = 0.9 * first[name] + 0.1 * slope
                second[name] = 0.999 * second[name] + 0.001 * slope**2
                size = np.sqrt(second[name] / (1 - 0.999**step)) + 1e-8
                values[name] -= speed * first[name] / (1 - 0.9**step) / size
                if values[name].ndim > 1:
                    values[name] *= 1 - speed * decay
        if epoch >= average_from * epochs:
            averaged += 1
            for name, array in values.items():
                mean[name] += array
    return {name: array / averaged for name, array in mean.items()}
