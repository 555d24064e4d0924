using System.Globalization;
using System.Text;

namespace MT2ST.Tests.Corpora.WordNet;

/// <summary>A made-up dictionary of a few synsets in WordNet's file format.</summary>
internal static class SmallWordNet
{
    private const string Licence = "  1 This dictionary is made up for tests.  \n";

    public static void Write(TemporaryFolder folder)
    {
        folder.Write("data.noun", Licence
            + "00000100 03 n 01 entity 0 000 | that which exists  \n"
            + "00000200 05 n 03 dog 0 hound 0 domestic_dog 0 001 @ 00000100 n 0000 | a barking animal; \"the dog barked\"  \n"
            + "00000300 05 n 02 cat 0 true_cat 0 001 @ 00000100 n 0000 | a mewing animal  \n"
            + "00000400 06 n 01 hot_dog 0 001 @i 00000100 n 0000 | a mewing animal  \n");
        folder.Write("data.verb", Licence + "00000100 29 v 01 bark 0 000 01 + 02 00 | make the noise of a dog; \"it barks\"; \"bark!\"  \n");
        folder.Write("data.adj", Licence
            + "00000100 00 a 01 big(a) 0 001 ! 00000200 a 0101 | large; \n"
            + "00000200 00 s 01 small 0 001 ! 00000100 a 0101 | \"a small thing\"\n");
        folder.Write("data.adv", Licence + "00000100 02 r 01 quickly 0 000 | with speed  \n");
    }

    /// <summary>A dictionary of <paramref name="count"/> nouns that share lemmas and, here and there, definitions.</summary>
    public static void WriteMany(TemporaryFolder folder, int count)
    {
        Write(folder);
        StringBuilder text = new(Licence);
        for (int i = 0; i < count; i++)
        {
            string file = (4 + (i % 5)).ToString("D2", CultureInfo.InvariantCulture);
            string definition = i % 10 == 9 ? (i % 20 == 9 ? "the same everywhere" : "the same, Everywhere") : $"thing number{i}";
            text.Append(CultureInfo.InvariantCulture, $"{i:D8} {file} n 03 word{i} 0 Common{i % 50} 0 compound{i}_part{i % 40} 0 000 | {definition}; \"an example\"\n");
        }
        folder.Write("data.noun", text.ToString());
    }

    public static string InstalledFolder()
    {
        string folder = Environment.GetEnvironmentVariable("WNHOME") ?? "/usr/share/wordnet";
        Assert.SkipUnless(File.Exists(Path.Combine(folder, "data.noun")), "Needs WordNet: the package wordnet-base, or the folder that WNHOME names.");
        return folder;
    }
}
