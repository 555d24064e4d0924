using System.IO.Pipes;
using MT2ST.Corpora;

namespace MT2ST.Tests.Corpora;

public sealed class StandardInputStreamTests
{
    [Fact]
    public void Read_StoppedWhileItWaits_EndsSoon()
    {
        using AnonymousPipeServerStream writer = new(PipeDirection.Out);
        using AnonymousPipeClientStream reader = new(PipeDirection.In, writer.ClientSafePipeHandle);
        using TimedStop stop = new();
        using StandardInputStream input = new(reader, stop.Token);
        writer.Write("some words"u8);
        var bytes = new byte[100];
        Assert.Equal(10, input.Read(bytes));
        stop.StopIn(TimeSpan.FromMilliseconds(50));
        Assert.ThrowsAny<OperationCanceledException>(() => input.Read(bytes));
        stop.AssertEndedSoon();
        writer.Write("more"u8); // What still waits ends here, before the pipe is closed under it.
    }

    [Fact]
    public void Read_ToTheEnd_GivesAllBytes()
    {
        byte[] bytes = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i % 251))];
        using TimedStop stop = new();
        using StandardInputStream input = new(new MemoryStream(bytes), stop.Token);
        using MemoryStream copy = new();
        input.CopyTo(copy, 1000);
        Assert.Equal(bytes, copy.ToArray());
    }
}
