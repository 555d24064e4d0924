namespace MT2ST.Runs.Models;

/// <summary>Lends a labeler to each thread that predicts; as many are made as threads ever predict at once.</summary>
/// <param name="create">Makes a labeler.</param>
internal sealed class LabelerPool(Func<TextLabeler> create)
{
    private readonly Lock _lock = new();
    private readonly Stack<TextLabeler> _idle = new();

    /// <summary>A labeler that no other thread has.</summary>
    public TextLabeler Take()
    {
        lock (_lock)
            if (_idle.TryPop(out TextLabeler? labeler))
                return labeler;
        return create();
    }

    /// <summary>Gives a labeler back.</summary>
    public void Return(TextLabeler labeler)
    {
        lock (_lock)
            _idle.Push(labeler);
    }
}
