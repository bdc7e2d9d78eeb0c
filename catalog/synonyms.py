"""Words that mean the same to whoever searches, beyond the aliases that pages carry themselves."""

# In lower case. Each group: any of these finds what mentions any other.
GROUPS: tuple[frozenset[str], ...] = tuple(
    map(
        frozenset,
        (
            ("ml", "machine learning"),
            ("dl", "deep learning"),
            ("ai", "artificial intelligence"),
            ("nlp", "natural language processing"),
            ("llm", "large language model", "language model"),
            ("rag", "retrieval-augmented"),
            ("cnn", "convolutional"),
            ("rnn", "recurrent"),
            ("gan", "generative adversarial"),
            ("rl", "reinforcement learning"),
            ("xai", "explainable", "explainability", "interpretability"),
            ("stats", "statistics"),
            ("maths", "math", "mathematics"),
            ("k8s", "kubernetes"),
            ("js", "javascript"),
            ("postgres", "postgresql"),
            ("sklearn", "scikit-learn"),
            ("torch", "pytorch"),
            ("tf", "tensorflow"),
            ("gcp", "google cloud"),
            ("aws", "amazon web services"),
            ("ci", "continuous integration"),
            ("cd", "continuous delivery", "continuous deployment"),
            ("etl", "data pipeline"),
            ("degree", "bachelor", "master"),
            ("certificate", "certification", "credential"),
            ("job", "position", "career"),
            ("tuning", "hyperparameter"),
        ),
    )
)
# What a thing is, to the things that are it.
KINDS: dict[str, tuple[str, ...]] = {
    "deep learning framework": ("pytorch", "tensorflow", "jax"),
    "deep learning library": ("pytorch", "tensorflow", "jax"),
    "neural network framework": ("pytorch", "tensorflow", "jax"),
    "cloud provider": ("aws", "azure", "google cloud"),
    "container": ("docker", "kubernetes"),
    "experiment tracker": ("mlflow", "weights & biases"),
    "version control": ("git",),
    "dataframe": ("pandas",),
    "orchestrator": ("airflow", "kubeflow"),
}


def alternatives(word: str) -> list[str]:
    """Give `word`, and all that means the same."""
    return [word, *sorted({other for group in GROUPS if word in group for other in group} - {word})]


def things(query: str) -> list[str]:
    """Give the names of what `query` describes; nothing where it describes no kind of thing."""
    return list(KINDS.get(query, ()))
