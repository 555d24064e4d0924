namespace MT2ST;

/// <summary>What each word and n-gram of a text weighs in the text's vector.</summary>
public enum TokenWeighting
{
    /// <summary>All alike: the vector is the mean.</summary>
    None,

    /// <summary>The more, the fewer training texts have it: TF-IDF (Salton and Buckley 1988).</summary>
    Idf,

    /// <summary>The more, the better it tells the labels of the training texts apart: naive Bayes (Wang and Manning 2012).</summary>
    Bayes,
}
