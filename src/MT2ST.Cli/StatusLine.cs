using System.Text;

namespace MT2ST.Cli;

/// <summary>
/// Progress on the error stream: on a screen one line that is written over, elsewhere plain lines, few enough for a log.
/// </summary>
/// <remarks>The live line is blanked by spaces, without escape sequences, so that it is the same with NO_COLOR.</remarks>
/// <param name="terminal">The terminal that it writes to.</param>
/// <param name="time">The clock; null for the system's.</param>
internal sealed class StatusLine(Terminal terminal, TimeProvider? time = null) : IDisposable
{
    private const int BarWidth = 20;
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private long _lastPlain = (time ?? TimeProvider.System).GetTimestamp();
    private int _shownLength;

    /// <summary>A bar of a share in [0, 1] with the share in per cent.</summary>
    public static string Bar(double share)
    {
        int full = (int)(BarWidth * share);
        return FormattableString.Invariant($"[{new string('#', full)}{new string('.', BarWidth - full)}] {100 * share,3:0} %");
    }

    /// <summary>Seconds as a user counts them: <c>42 s</c>, <c>3 min 20 s</c>, <c>2 h 5 min</c>.</summary>
    public static string Duration(double seconds)
    {
        long whole = (long)Math.Ceiling(Math.Min(seconds, 1e9));
        return whole switch
        {
            < 60 => FormattableString.Invariant($"{whole} s"),
            < 3600 => FormattableString.Invariant($"{whole / 60} min {whole % 60} s"),
            _ => FormattableString.Invariant($"{whole / 3600} h {whole / 60 % 60} min"),
        };
    }

    /// <summary>Shows the progress of the work: at once on a screen, otherwise at most every few seconds.</summary>
    public void Update(string text)
    {
        if (terminal.IsErrorScreen)
            Show(text);
        else if (_time.GetElapsedTime(_lastPlain) >= PlainInterval)
            WriteLine(text);
    }

    /// <summary>Writes a line that stays.</summary>
    public void WriteLine(string text)
    {
        Clear();
        terminal.Error.WriteLine(text);
        _lastPlain = _time.GetTimestamp();
    }

    /// <summary>Writes a line that stays, except on a screen, where <see cref="Update"/> shows it.</summary>
    public void WriteLog(string text)
    {
        if (!terminal.IsErrorScreen)
            WriteLine(text);
    }

    /// <summary>Takes the live line away.</summary>
    public void Dispose() => Clear();

    private void Show(string text)
    {
        int width = Math.Max(20, Console.BufferWidth - 1); // The last column would wrap.
        string shown = text.Length > width ? text[..width] : text;
        terminal.Error.Write(new StringBuilder("\r").Append(shown).Append(' ', Math.Max(0, _shownLength - shown.Length)).Append('\r'));
        _shownLength = shown.Length;
    }

    private void Clear()
    {
        if (_shownLength > 0)
            terminal.Error.Write($"\r{new string(' ', _shownLength)}\r");
        _shownLength = 0;
    }
}
