using MT2ST.Cli.Commands;

namespace MT2ST.Cli.Tests.Commands;

public sealed class TypedCommandTests
{
    [Theory]
    [InlineData(new[] { "report", "a.json", "--html", "b/c.html" }, "mt2st report a.json --html b/c.html")]
    [InlineData(new[] { "report", "two words.json" }, "mt2st report 'two words.json'")]
    [InlineData(new[] { "report", "it's.json" }, @"mt2st report 'it'\''s.json'")]
    [InlineData(new[] { "report", "$(x).json" }, "mt2st report '$(x).json'")]
    public void Of_ACommandLine_IsQuotedForAShell(string[] arguments, string expected) => Assert.Equal(
        expected,
        TypedCommand.Of(CommandTree.Create(new Terminal(TextWriter.Null, TextWriter.Null), TestContext.Current.CancellationToken).Parse(arguments)));
}
