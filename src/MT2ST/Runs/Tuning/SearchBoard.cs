using MT2ST.Numerics;

namespace MT2ST.Runs.Tuning;

/// <summary>A run of a search: settings, the share of the training data, a seed.</summary>
/// <param name="Candidate">The settings.</param>
/// <param name="Rung">The rung, whose share of the data it is trained on.</param>
/// <param name="Repeat">Which of the candidate's runs on all data it is, from 0: each has a seed of its own.</param>
internal sealed record SearchRun(SearchCandidate Candidate, int Rung, int Repeat);

/// <summary>Settings that a search tries.</summary>
/// <param name="number">The trial, from 1; the first changes nothing.</param>
/// <param name="point">The settings, by dotted path.</param>
internal sealed class SearchCandidate(int number, IReadOnlyDictionary<string, JsonElement> point)
{
    public int Number => number;

    public IReadOnlyDictionary<string, JsonElement> Point => point;

    /// <summary>The quality on dev by rung, below the last.</summary>
    public Dictionary<int, double> ByRung { get; } = [];

    /// <summary>The qualities on dev after training on all data, one for each seed.</summary>
    public List<double> Whole { get; } = [];

    /// <summary>The highest rung that it was sent to.</summary>
    public int Rung { get; set; }

    /// <summary>How many runs on all data it was sent to.</summary>
    public int StartedCount { get; set; }

    /// <summary>The mean quality on dev after training on all data; minus infinity before.</summary>
    public double Mean => Whole.Count == 0 ? double.NegativeInfinity : Whole.Average();
}

/// <summary>
/// Decides what a search runs next: asynchronous successive halving (Li et al. 2020, algorithm 2), where the best third of a rung is
/// trained on three times as much data, then runs with further seeds for the best on all data and for the defaults.
/// </summary>
/// <remarks>Not safe for several threads: its user locks it.</remarks>
/// <param name="draw">Draws settings that were not tried, near the best so far or null for anywhere; null if there are none left.</param>
/// <param name="random">The generator.</param>
internal sealed class SearchBoard(Func<SearchCandidate?, IReadOnlyDictionary<string, JsonElement>?> draw, SeededRandom random)
{
    private const int Keep = 3; // One in three goes on.
    private const int FinalistCount = 3; // Beside the defaults.
    private const int FreeDraws = 8; // Before some are drawn near the best.

    private readonly List<SearchCandidate> _candidates = [new(1, new Dictionary<string, JsonElement>())];
    private bool _isUsedUp;

    /// <summary>How many rungs there are, the last of which is all data.</summary>
    public int RungCount { get; set; } = 1;

    /// <summary>The most candidates.</summary>
    public int CandidateLimit { get; init; } = int.MaxValue;

    /// <summary>How many seeds finalists are run with.</summary>
    public int Repeats { get; init; } = 2;

    /// <summary>How many runs are going.</summary>
    public int GoingCount { get; private set; }

    public IReadOnlyList<SearchCandidate> Candidates => _candidates;

    /// <summary>How many candidates a run has ended for.</summary>
    public int TriedCount => _candidates.Count(candidate => candidate.Whole.Count + candidate.ByRung.Count > 0);

    public SearchCandidate Defaults => _candidates[0];

    /// <summary>The best of those with the most runs on all data, the defaults among them; null before there is one.</summary>
    public SearchCandidate? Best => _candidates.Where(candidate => candidate.Whole.Count > 0 && candidate.Whole.Count >= Math.Min(Repeats, MostRuns)).MaxBy(candidate => candidate.Mean);

    private int MostRuns => _candidates.Max(candidate => candidate.Whole.Count);

    /// <summary>The next run; null if there is none before one that is going ends, or none at all.</summary>
    /// <param name="isEnding">Whether to begin nothing new and only repeat the runs of the best.</param>
    public SearchRun? Next(bool isEnding)
    {
        if (Defaults.StartedCount == 0)
            return Whole(Defaults);
        SearchRun? run = isEnding ? null : Promote(isLast: false) ?? Begin();
        if (run is null && (isEnding || GoingCount == 0)) // Else what is going may lead to a better choice.
            run = (isEnding ? null : Promote(isLast: true)) ?? Repeat();
        return run;
    }

    /// <summary>Enters the quality of a run on dev; minus infinity for one that failed.</summary>
    public void End(SearchRun run, double quality)
    {
        GoingCount--;
        if (run.Rung == RungCount - 1)
            run.Candidate.Whole.Add(quality);
        else
            run.Candidate.ByRung[run.Rung] = quality;
    }

    /// <summary>Enters that a run was stopped.</summary>
    public void Stop() => GoingCount--;

    // The highest rung first. Before the last candidate has begun, a third of a rung goes on; at the end at least one.
    private SearchRun? Promote(bool isLast)
    {
        for (int rung = RungCount - 2; rung >= 0; rung--)
        {
            SearchCandidate[] ended = [.. _candidates.Where(candidate => candidate.ByRung.ContainsKey(rung)).OrderByDescending(candidate => candidate.ByRung[rung])];
            int count = isLast ? (ended.Length + Keep - 1) / Keep : ended.Length / Keep;
            if (ended.Take(count).FirstOrDefault(candidate => candidate.Rung == rung && double.IsFinite(candidate.ByRung[rung])) is { } next)
            {
                next.Rung++;
                return next.Rung == RungCount - 1 ? Whole(next) : Going(new SearchRun(next, next.Rung, 0));
            }
        }
        return null;
    }

    private SearchRun? Begin()
    {
        if (_isUsedUp || _candidates.Count >= CandidateLimit)
            return null;
        bool isNear = _candidates.Count > FreeDraws && random.NextInt32(2) == 0;
        if (draw(isNear ? Best : null) is not { } point)
        {
            _isUsedUp = true;
            return null;
        }
        SearchCandidate candidate = new(_candidates.Count + 1, point);
        _candidates.Add(candidate);
        return RungCount == 1 ? Whole(candidate) : Going(new SearchRun(candidate, 0, 0));
    }

    private SearchRun? Repeat()
    {
        IEnumerable<SearchCandidate> finalists = _candidates.Skip(1).Where(candidate => double.IsFinite(candidate.Mean)).OrderByDescending(candidate => candidate.Mean).Take(FinalistCount).Prepend(Defaults);
        return finalists.Where(candidate => candidate.StartedCount < Repeats).MinBy(candidate => candidate.StartedCount) is { } next ? Whole(next) : null;
    }

    private SearchRun Whole(SearchCandidate candidate)
    {
        candidate.Rung = RungCount - 1;
        return Going(new SearchRun(candidate, RungCount - 1, candidate.StartedCount++));
    }

    private SearchRun Going(SearchRun run)
    {
        GoingCount++;
        return run;
    }
}
