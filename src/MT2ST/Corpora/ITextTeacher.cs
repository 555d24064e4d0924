namespace MT2ST.Corpora;

/// <summary>A model that gives texts the vectors which a student learns to give. One thread uses it; it may use several itself.</summary>
public interface ITextTeacher : IDisposable
{
    /// <summary>The number of values in a vector.</summary>
    int Dimensions { get; }

    /// <summary>Everything that decides the vectors, by name, such as the SHA-256 of the model and how it pools; teachers that say the same give the same vectors.</summary>
    IReadOnlyDictionary<string, string> Description { get; }

    /// <summary>Gives each text its vector, whatever texts it comes with (to 1e-5).</summary>
    /// <param name="texts">The texts, none of them blank.</param>
    /// <param name="destination">Receives the vectors, <c>[texts, Dimensions]</c>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="InvalidDataException">The model cannot read the texts; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    void Encode(IReadOnlyList<string> texts, Memory<float> destination, CancellationToken cancellationToken = default);
}
