using FunnelGrains.Abstractions.Boards;
using NodaTime;

namespace FunnelGrains.Grains.Boards;

/// <summary>The web nodes that look: forgotten when they do not renew; never awaited.</summary>
internal sealed class BoardObservers(Duration expiry)
{
    private readonly Dictionary<IBoardObserver, Instant> observers = [];

    public void Renew(IBoardObserver observer, Instant now) => observers[observer] = now;

    public void Forget(IBoardObserver observer) => observers.Remove(observer);

    public void Tell(Func<IBoardObserver, Task> what, Instant now)
    {
        foreach (var (observer, renewed) in observers.ToList())
        {
            if (now - renewed > expiry) observers.Remove(observer);
            else what(observer).Ignore();
        }
    }
}
