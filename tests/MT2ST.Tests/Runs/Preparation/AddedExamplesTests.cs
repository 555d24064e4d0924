using MT2ST.Indexing;
using MT2ST.Runs;
using MT2ST.Runs.Preparation;

namespace MT2ST.Tests.Runs.Preparation;

public sealed class AddedExamplesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Prepare_TextsAndALexicon_AddsEachWordAsATextOfItsLabel()
    {
        PreparedRun run = Prepare("classification", "fine film\tpos\ndull film\tneg\n", "lovely\tpos\nawful\tneg\nfilm\tneutral\n");
        IndexedCorpus train = run.Tasks[0].Train;
        Assert.Equal(["fine film pos", "dull film neg", "lovely pos", "awful neg"], Documents(train, document => train.Labels![train.Label(document)]));
        Assert.Equal("primary.labelsFrom: 1 of the 3 examples of 'words' have a label that the primary lacks and are left out.", Assert.Single(run.Warnings));
        Assert.Single(run.Tasks); // The auxiliary is no task of the run.
    }

    [Fact]
    public void Prepare_SentencesAndALexicon_AddsEachWordAsASentence()
    {
        PreparedRun run = Prepare("tagging", "the/D dog/N\n", "lovely\tA\ncat\tN\n");
        IndexedCorpus train = run.Tasks[0].Train;
        Assert.Equal(["the dog D N", "cat N"], Documents(train, document => string.Join(' ', train.Tags(document).ToArray().Select(tag => train.TagSet![tag]))));
        Assert.Equal(train.TokenCount * train.FeaturesPerToken, Enumerable.Range(0, 2).Sum(document => train.Features(document).Length));
    }

    [Fact]
    public void Prepare_TextsAndATaggedCorpus_AddsEachTokenAsAText()
    {
        PreparedRun run = Prepare("classification", "fine film\tpos\ndull film\tneg\n", "lovely/pos old/other day/neg\n");
        IndexedCorpus train = run.Tasks[0].Train;
        Assert.Equal(["fine film pos", "dull film neg", "lovely pos", "day neg"], Documents(train, document => train.Labels![train.Label(document)]));
    }

    [Fact]
    public void Prepare_HeldOutShare_StaysThePrimarys()
    {
        string primary = string.Concat(Enumerable.Range(0, 10).Select(i => $"fine film number {i} of ten\t{(i % 2 == 0 ? "pos" : "neg")}\n"));
        PreparedRun run = Prepare("classification", primary, "lovely\tpos\nawful\tneg\n", "primary.devShare=0.5");
        Assert.Equal(7, run.Tasks[0].Train.DocumentCount);
        Assert.All(Documents(run.Tasks[0].Dev!, _ => ""), document => Assert.StartsWith("fine film number", document, StringComparison.Ordinal));
    }

    [Fact]
    public void Prepare_NoLabelInCommon_IsRefusedAndNamesBoth()
    {
        string message = Assert.Throws<InvalidDataException>(() => Prepare("classification", "fine film\tpos\ndull film\tneg\n", "lovely\tA\n")).Message;
        Assert.Contains("none of its labels (A ...) is one of the primary's (", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_LabelsOfOtherNames_AreThoseThatTheyAreCalled()
    {
        IndexedCorpus train = Prepare("classification", "fine film\tpos\ndull film\tneg\n", "lovely\tA\nawful\tB\n", "auxiliaries.words.labelsAs={ \"A\": \"pos\" }").Tasks[0].Train;
        Assert.Equal(["fine film pos", "dull film neg", "lovely pos"], Documents(train, document => train.Labels![train.Label(document)]));
    }

    [Theory]
    [InlineData("primary.labelsAs={ \"A\": \"B\" }", "primary.labelsAs is set, but it only has an effect on auxiliaries.")]
    [InlineData("primary.labelsFrom=[\"other\"]", "primary.labelsFrom: Unknown auxiliary 'other'.")]
    [InlineData("auxiliaries.words.labelsFrom=[\"words\"]", "auxiliaries.words.labelsFrom is set, but only the primary takes labels of other tasks.")]
    public void Read_WrongLabelsFrom_IsRefused(string setting, string message) =>
        Assert.StartsWith(message, Assert.Throws<SettingException>(() => Read("classification", "a.tsv", "b.tsv", setting)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("skipgram", "lexicon", "primary.labelsFrom is set for task 'skipgram'; it is for classification, tagging.")]
    [InlineData("classification", "skipgram", "primary.labelsFrom names 'words', a task 'skipgram', which has no labels;")]
    public void Check_TasksOfAnotherKind_AreRefused(string primary, string auxiliary, string message) =>
        Assert.StartsWith(message, Assert.Throws<SettingException>(() => Read(primary, "a.tsv", "b.tsv", $"auxiliaries.words.task={auxiliary}")).Message, StringComparison.Ordinal);

    private PreparedRun Prepare(string task, string primary, string auxiliary, params string[] settings) => RunPreparation.Prepare(
        Read(task, _folder.Write(FileName("a", primary), primary), _folder.Write(FileName("b", auxiliary), auxiliary), settings),
        TestContext.Current.CancellationToken);

    private static string FileName(string name, string text) => name + (text.Contains('\t', StringComparison.Ordinal) ? ".tsv" : ".tagged.txt");

    private static RunOptions Read(string task, string primary, string auxiliary, params string[] settings)
    {
        RunFile file = new();
        file.SetAll([
            $"primary={{ \"task\": \"{task}\", \"train\": \"{primary}\" }}",
            $"auxiliaries=[{{ \"name\": \"words\", \"task\": \"lexicon\", \"train\": \"{auxiliary}\" }}]",
            "primary.labelsFrom=[\"words\"]",
            "strategy.name=stl",
            .. settings]);
        return file.Read();
    }

    private static IEnumerable<string> Documents(IndexedCorpus corpus, Func<int, string> label) =>
        Enumerable.Range(0, corpus.DocumentCount).Select(document => $"{string.Join(' ', corpus.Tokens(document).ToArray().Select(word => corpus.Words[word]))} {label(document)}");
}
