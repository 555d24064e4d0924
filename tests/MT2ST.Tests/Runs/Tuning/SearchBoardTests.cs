using System.Text.Json;
using MT2ST.Numerics;
using MT2ST.Runs.Tuning;

namespace MT2ST.Tests.Runs.Tuning;

public sealed class SearchBoardTests
{
    private int _drawn;

    [Fact]
    public void Next_First_IsTheDefaultsOnAllData()
    {
        SearchBoard board = Board(limit: 9, rungs: 3);
        SearchRun run = board.Next(isEnding: false)!;
        Assert.Same(board.Defaults, run.Candidate);
        Assert.Empty(run.Candidate.Point);
        Assert.Equal(2, run.Rung);
    }

    [Fact]
    public void Next_ToTheEnd_SendsAThirdOfEachRungOnAndRepeatsTheBest()
    {
        SearchBoard board = Board(limit: 28, rungs: 3);
        List<SearchRun> runs = RunAll(board, candidate => candidate.Number * 11 % 29);
        Assert.Equal(28, board.Candidates.Count);
        Assert.Equal(27, runs.Count(run => run.Rung == 0));
        Assert.InRange(runs.Count(run => run.Rung == 1), 9, 16); // More than a third where later ones are better.
        Assert.Equal(Enumerable.Range(1, 28).MaxBy(number => number * 11 % 29), board.Best!.Number);
        Assert.Equal(2, board.Best.Whole.Count);
        Assert.Equal(2, board.Defaults.Whole.Count);
    }

    [Fact]
    public void Next_NothingIsBetter_TheDefaultsAreTheBest()
    {
        SearchBoard board = Board(limit: 6, rungs: 1);
        RunAll(board, candidate => -candidate.Number);
        Assert.Same(board.Defaults, board.Best);
    }

    [Fact]
    public void Next_Ending_BeginsNothingNew()
    {
        SearchBoard board = Board(limit: 100, rungs: 1);
        board.End(board.Next(isEnding: false)!, 0.5);
        SearchRun run = board.Next(isEnding: true)!;
        Assert.Same(board.Defaults, run.Candidate);
        Assert.Equal(1, run.Repeat);
    }

    [Fact]
    public void Next_TrialsThatFail_AreNotSentOn()
    {
        SearchBoard board = Board(limit: 9, rungs: 2);
        List<SearchRun> runs = RunAll(board, candidate => candidate.Number == 1 ? 0.5 : double.NegativeInfinity);
        Assert.All(runs.Where(run => run.Rung == 1), run => Assert.Same(board.Defaults, run.Candidate));
        Assert.Same(board.Defaults, board.Best);
    }

    private static List<SearchRun> RunAll(SearchBoard board, Func<SearchCandidate, double> quality)
    {
        List<SearchRun> runs = [];
        while (board.Next(isEnding: false) is { } run)
        {
            runs.Add(run);
            board.End(run, quality(run.Candidate));
        }
        return runs;
    }

    private SearchBoard Board(int limit, int rungs) => new(
        _ => new Dictionary<string, JsonElement> { ["epochs"] = JsonElement.Parse((++_drawn).ToString(System.Globalization.CultureInfo.InvariantCulture)) },
        new SeededRandom(1))
    { CandidateLimit = limit, RungCount = rungs };
}
