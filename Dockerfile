# docker build -t geostorymap . && docker run --rm -v "$PWD:/work" geostorymap build article.txt
FROM python:3.12-slim AS build
WORKDIR /source
COPY . .
RUN pip install --no-cache-dir --target /packages ".[documents,grid,png,xlsx]"

FROM python:3.12-slim
COPY --from=build /packages /packages
ENV PYTHONPATH=/packages PYTHONDONTWRITEBYTECODE=1
RUN useradd --create-home reader
USER reader
WORKDIR /work
ENTRYPOINT ["python", "-m", "storymap"]
