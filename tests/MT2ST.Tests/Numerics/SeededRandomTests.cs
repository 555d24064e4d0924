using MT2ST.Numerics;

namespace MT2ST.Tests.Numerics;

public sealed class SeededRandomTests
{
    [Fact]
    public void NextUInt64_SameSeed_SameSequence()
    {
        SeededRandom first = new(42, 3), second = new(42, 3);
        for (int i = 0; i < 100; i++)
            Assert.Equal(first.NextUInt64(), second.NextUInt64());
    }

    [Fact]
    public void NextUInt64_KnownState_FollowsXoshiro256StarStar()
    {
        // By hand: rotl(2 * 5, 7) * 9 = 10 * 128 * 9 for the first draw.
        var random = new SeededRandom(new RandomState(1, 2, 3, 4));
        Assert.Equal(11520UL, random.NextUInt64());
        Assert.Equal(0UL, random.NextUInt64()); // The new s1 is 2 ^ (3 ^ 1) = 0.
        Assert.Equal(1509978240UL, random.NextUInt64()); // The new s1 is 2^18 + 5: 5 s1 rotated by 7, times 9.
    }

    [Fact]
    public void NextUInt64_OtherStream_OtherSequence() =>
        Assert.NotEqual(new SeededRandom(42, 0).NextUInt64(), new SeededRandom(42, 1).NextUInt64());

    [Fact]
    public void State_TakenMidway_ContinuesTheSequence()
    {
        var random = new SeededRandom(7);
        random.NextUInt64();
        var copy = new SeededRandom(random.State);
        Assert.Equal(random.NextUInt64(), copy.NextUInt64());
    }

    [Fact]
    public void NextInt32_ManyDraws_IsUniform()
    {
        var random = new SeededRandom(1);
        var counts = new int[7];
        for (int i = 0; i < 70_000; i++)
            counts[random.NextInt32(7)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void Shuffle_Values_IsAPermutation()
    {
        int[] values = [.. Enumerable.Range(0, 100)];
        new SeededRandom(1).Shuffle<int>(values);
        Assert.NotEqual(Enumerable.Range(0, 100), values);
        Assert.Equal(Enumerable.Range(0, 100), values.Order());
    }
}
