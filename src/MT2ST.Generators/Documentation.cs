using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace MT2ST.Generators;

/// <summary>Reads documentation comments from the source text, even if the compiler skips them.</summary>
internal static class Documentation
{
    private static readonly Regex Blank = new(@"\s+");
    private static readonly Regex SentenceEnd = new(@"\.(?=\s+[A-Z]|\s*$)");

    /// <summary>The first sentence of a property's summary as plain text, without its full stop; empty if it has none.</summary>
    public static string FirstSentence(ISymbol symbol)
    {
        string comment = string.Join("\n", symbol.DeclaringSyntaxReferences
            .SelectMany(reference => reference.GetSyntax().GetLeadingTrivia().ToFullString().Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("///", System.StringComparison.Ordinal))
            .Select(line => line.Substring(3)));
        try
        {
            XElement? summary = XElement.Parse($"<doc>{comment}</doc>").Element("summary");
            string text = summary is null ? "" : Blank.Replace(Plain(summary), " ").Trim();
            Match end = SentenceEnd.Match(text);
            return end.Success ? text.Substring(0, end.Index) : text;
        }
        catch (XmlException)
        {
            return "";
        }
    }

    private static string Plain(XElement element)
    {
        StringBuilder text = new();
        foreach (XNode node in element.Nodes())
        {
            if (node is XText plain)
                text.Append(plain.Value);
            else if (node is XElement inner)
                text.Append(inner.Attribute("cref") is { } reference ? SettingName(reference.Value) : Plain(inner));
        }
        return text.ToString();
    }

    // A reference to another property is shown as the setting's name.
    private static string SettingName(string reference)
    {
        string name = reference.Split('.').Last();
        return char.ToLowerInvariant(name[0]) + name.Substring(1);
    }
}
