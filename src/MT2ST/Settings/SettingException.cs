namespace MT2ST;

/// <summary>A setting of a run is unknown, of the wrong kind, or out of its range.</summary>
public sealed class SettingException : ArgumentException
{
    /// <summary>Creates the error.</summary>
    /// <param name="setting">The setting's dotted path, such as <c>auxiliaries.brown.eta</c>.</param>
    /// <param name="message">What was got and what was wanted; whole sentences.</param>
    public SettingException(string setting, string message)
        : base(message)
    {
        Setting = setting;
    }

    /// <summary>The setting's dotted path, by which its line in a run file is found.</summary>
    public string Setting { get; }
}
