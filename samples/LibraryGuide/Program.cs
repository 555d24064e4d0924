// Runs the code of docs/library.md, one block after the other, in a temporary folder with small files of the names that it uses.
using System.Globalization;
using LibraryGuide;
using MT2ST;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string folder = Directory.CreateTempSubdirectory("mt2st-guide-").FullName;
Directory.SetCurrentDirectory(folder);
try
{
    string[] good = [.. Enumerable.Range(0, 50).Select(i => $"a great film {i}\tgood")], bad = [.. Enumerable.Range(0, 50).Select(i => $"a dull film {i}\tbad")];
    File.WriteAllLines("reviews.tsv", good.Zip(bad).SelectMany(pair => (string[])[pair.First, pair.Second]));
    File.WriteAllLines("test.tsv", ["a great story\tgood", "a dull story\tbad"]);
    File.WriteAllLines("news.txt", Enumerable.Repeat("the film has great and dull actors", 20));
    File.WriteAllLines("books.txt", Enumerable.Repeat("the book has a great and a dull story", 20));
    File.WriteAllLines("similarity.txt", ["man king 4", "man woman 7", "king queen 9"]);
    File.WriteAllLines("questions.txt", [": family", "man king woman queen"]);
    File.WriteAllLines("vectors.vec", ["5 2", "man 1 0", "king 1 1", "woman -1 0.1", "queen -1 1", "apple 0 -1"]);

    Guide.Train();
    RunOptions run = Guide.Describe();
    Guide.Watch(run);
    Guide.ReadAndWrite(run);
    Guide.Compare(run);
    Guide.Fail(run);
    Guide.Evaluate();
    Guide.Search();
    Guide.Extend(run);
}
finally
{
    Directory.SetCurrentDirectory(Path.GetTempPath()); // Else Windows keeps the folder.
    Directory.Delete(folder, recursive: true);
}
