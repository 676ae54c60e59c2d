using System.Threading.Channels;
using FunnelGrains.Abstractions.Boards;

namespace FunnelGrains.Grains.Tests.Boards;

/// <summary>A web node's observer that keeps what it is told.</summary>
internal sealed class Eye(bool throws = false) : IBoardObserver
{
    private readonly Channel<BoardFrame> frames = Channel.CreateUnbounded<BoardFrame>();

    /// <summary>Frames that nobody read yet.</summary>
    public int Waiting => frames.Reader.Count;

    public Task FrameChangedAsync(BoardFrame frame)
    {
        frames.Writer.TryWrite(frame);
        return throws ? Task.FromException(new InvalidOperationException("this node cannot")) : Task.CompletedTask;
    }

    public Task BreachedAsync(BoardBreach breach) => Task.CompletedTask;

    public Task CelebratedAsync(Celebration what) => Task.CompletedTask;

    /// <summary>The next frames, up to the first that has what is asked.</summary>
    public async Task<List<BoardFrame>> UntilAsync(Func<BoardFrame, bool> has)
    {
        var seen = new List<BoardFrame>();
        while (seen.Count == 0 || !has(seen[^1])) seen.Add(await frames.Reader.ReadAsync(TestContext.Current.CancellationToken));
        return seen;
    }

    /// <summary>Frames so far.</summary>
    public List<BoardFrame> Take()
    {
        var seen = new List<BoardFrame>();
        while (frames.Reader.TryRead(out var frame)) seen.Add(frame);
        return seen;
    }
}
