namespace MT2ST.Formats;

/// <summary>The names of the files in the folder that a trained model is saved to.</summary>
public static class ModelFolder
{
    /// <summary>The word vectors, in word2vec's text format.</summary>
    public const string Vectors = "vectors.txt";

    /// <summary>The words with their counts.</summary>
    public const string Vocabulary = "vocabulary.txt";

    /// <summary>The settings of the run.</summary>
    public const string Run = "run.json";

    /// <summary>What the run measured.</summary>
    public const string Report = "report.json";

    /// <summary>The parameters of the tasks' heads.</summary>
    public const string Parameters = "parameters.safetensors";

    /// <summary>The vectors of character n-grams, where the run has them: see <see cref="NgramFile"/>.</summary>
    public const string Ngrams = "ngrams.safetensors";

    /// <summary>The path of the vector file: inside a folder its <see cref="Vectors"/>, else the path itself.</summary>
    public static string VectorsPath(string path) => Directory.Exists(path) ? Path.Combine(path, Vectors) : path;
}
