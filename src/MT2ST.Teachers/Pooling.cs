namespace MT2ST.Teachers;

/// <summary>How the vectors of a text's tokens become one.</summary>
internal enum Pooling
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>That of the first token, [CLS].</summary>
    Cls,

    /// <summary>The greatest value of each dimension.</summary>
    Max,
}
