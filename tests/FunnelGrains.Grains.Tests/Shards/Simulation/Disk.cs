namespace FunnelGrains.Grains.Tests.Shards.Simulation;

/// <summary>
/// Everything that takes time: storage and calls of leads. A request is first carried out, later answered, each when the test says so;
/// requests of one lane are carried out in their order. A dead process gets no answers, and of what it had asked for a part is still carried out.
/// </summary>
internal sealed class Disk
{
    private readonly List<Request> requests = [];

    public IReadOnlyList<Request> Requests => requests;

    /// <summary>Lanes that stand still: their requests are neither carried out nor answered.</summary>
    public HashSet<string> Held { get; } = [];

    /// <summary>Processes that stand still: what they asked for arrives when they go on, and they hear no answer until then. Others do not wait for them.</summary>
    public HashSet<Process> Frozen { get; } = [];

    /// <summary>Asks for something; <paramref name="carryOut"/> is done when it returns.</summary>
    public Task<T> Ask<T>(Process process, string lane, Func<Task<T>> carryOut)
    {
        // Answered outside of any turn, so what waits is posted; "asynchronously" would let other threads in.
        var answer = new TaskCompletionSource<T>();
        if (process.IsDead) return answer.Task;
        Task<T>? result = null;
        requests.Add(new Request(
            process, lane,
            () => result = Outside(carryOut),
            () =>
            {
                if (result!.IsCompletedSuccessfully) answer.SetResult(result.Result);
                else answer.SetException(result.Exception!.InnerException!);
            },
            answer.SetException));
        return answer.Task;
    }

    /// <summary>Carries out or answers one request, chosen by chance; false when there is none.</summary>
    public bool Step(Random random, Func<Request, Exception?>? fault = null)
    {
        requests.RemoveAll(request => request.Process.IsDead && request.IsCarriedOut);
        var moving = requests.Where(request => !Frozen.Contains(request.Process)).ToList();
        var ready = moving.Where((request, i) => !Held.Contains(request.Lane) && (request.IsCarriedOut || !moving.Take(i).Any(other => other.Lane == request.Lane && !other.IsCarriedOut))).ToList();
        if (ready.Count == 0) return false;
        Step(ready[random.Next(ready.Count)], random, fault);
        return true;
    }

    /// <summary>The first request of a lane is answered, though the lane may stand still.</summary>
    public void Answer(string lane)
    {
        var request = requests.First(request => request.Lane == lane);
        if (!request.IsCarriedOut) request.CarryOut();
        requests.Remove(request);
        request.Answer();
    }

    /// <summary>The first request of a lane fails; whether it was carried out is the question.</summary>
    public void Fail(string lane, Exception why, bool carriedOut)
    {
        var request = requests.First(request => request.Lane == lane);
        if (carriedOut) request.CarryOut();
        requests.Remove(request);
        request.Fail(why);
    }

    /// <summary>What a process leaves behind when it dies: of each lane the first requests are still carried out, or not.</summary>
    public void Bury(Process process, Random random)
    {
        foreach (var lane in requests.Where(request => request.Process == process && !request.IsCarriedOut).GroupBy(request => request.Lane).ToList())
            foreach (var lost in lane.Skip(random.Next(lane.Count() + 1)).ToList()) requests.Remove(lost);
    }

    private void Step(Request request, Random random, Func<Request, Exception?>? fault)
    {
        if (request.IsCarriedOut)
        {
            requests.Remove(request);
            request.Answer();
            return;
        }

        var failure = request.Process.IsDead ? null : fault?.Invoke(request);
        if (failure is null || random.Next(2) == 0) request.CarryOut();
        if (failure is null) return;
        requests.Remove(request);
        request.Fail(failure);
    }

    /// <summary>Real storage has threads of its own, which must not wait for this one.</summary>
    private static Task<T> Outside<T>(Func<Task<T>> carryOut)
    {
        var turns = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var task = carryOut();
            ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
            return task;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(turns);
        }
    }

    /// <summary>Something asked for.</summary>
    internal sealed class Request(Process process, string lane, Action carryOut, Action answer, Action<Exception> fail)
    {
        public Process Process { get; } = process;

        public string Lane { get; } = lane;

        public bool IsCarriedOut { get; private set; }

        public void CarryOut()
        {
            carryOut();
            IsCarriedOut = true;
        }

        public void Answer() => answer();

        public void Fail(Exception why) => fail(why);
    }
}
