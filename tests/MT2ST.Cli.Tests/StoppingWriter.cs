namespace MT2ST.Cli.Tests;

/// <summary>An error stream that stops a run when it says something.</summary>
internal sealed class StoppingWriter(CancellationTokenSource stop, string text) : StringWriter
{
    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (value?.Contains(text, StringComparison.Ordinal) == true)
            stop.Cancel();
    }
}
