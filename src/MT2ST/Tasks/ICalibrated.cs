using MT2ST.Indexing;

namespace MT2ST.Tasks;

/// <summary>A task that chooses on dev data how it decides; its parameters stay as they are.</summary>
internal interface ICalibrated
{
    /// <summary>Chooses anew, for the parameters as they are now.</summary>
    /// <param name="dev">Dev data.</param>
    /// <param name="cancellationToken">Ends the work; the choice is then the one before.</param>
    void Calibrate(IndexedCorpus dev, CancellationToken cancellationToken);
}
