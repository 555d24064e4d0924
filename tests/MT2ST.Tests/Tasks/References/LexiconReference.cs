using MT2ST.Numerics;
using MT2ST.Tasks;

namespace MT2ST.Tests.Tasks.References;

/// <summary>Softmax on one row, token after token.</summary>
internal sealed class LexiconReference(TaskFixture fixture, ITask<double> task, Tally tally) : TaskReference(fixture, task, tally)
{
    public override void Run(int exampleCount, ExampleOrder order, SeededRandom random)
    {
        while (Tally.ExampleCount < exampleCount)
        {
            int document = order.Next();
            for (int i = 0; i < Train.Tokens(document).Length && Tally.ExampleCount < exampleCount; i++)
            {
                int word = Train.Tokens(document)[i];
                UpdateWord(word, SoftmaxHead(Word(word), Train.HasTags ? Train.Tags(document)[i] : Train.Label(document)));
                Tally.ExampleCount++;
            }
        }
    }
}
