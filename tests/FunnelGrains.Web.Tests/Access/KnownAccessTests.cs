using FunnelGrains.Abstractions.Access;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Admission;
using FunnelGrains.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FunnelGrains.Web.Tests.Access;

/// <summary>What a node knows of a key that was revoked at another node: real grains, and time that passes by hand.</summary>
public sealed class KnownAccessTests(OpenHouse house)
{
    private static readonly TimeSpan Instant = TimeSpan.FromTicks(1);
    private readonly HandTime time = new();

    [Fact]
    public async Task A_key_revoked_elsewhere_opens_nothing_after_five_seconds()
    {
        var grains = (await house.ServicesAsync()).GetRequiredService<IGrainFactory>();
        var text = KeyText.Read(KeyText.Make())!.Value;
        var book = grains.GetGrain<IKeyBookGrain>(AccessKey.Book("default"));
        await book.CreateAsync(new ApiKey(text.Id, text.SecretHash, "default", "test", [Caller.Read], NodaConstants.UnixEpoch));
        var node = new KnownAccess(grains, new RetryBudget(Options.Create(new AdmissionOptions())), time);
        var caller = Caller.Of("key", Caller.NameOfKey(text.Id), "default", [Caller.Read]);
        (await node.FindKeyAsync(text.Id)).ShouldNotBeNull();

        (await book.RevokeAsync(text.Id)).ShouldBe(KeyRevocation.Done);
        time.Pass(TimeSpan.FromSeconds(5) - Instant);
        (await node.FindKeyAsync(text.Id)).ShouldNotBeNull("it is asked about again after five seconds, no sooner");
        (await node.HoldsAsync(caller, TimeSpan.FromSeconds(6))).ShouldBeTrue("who is content with an older answer gets it");
        time.Pass(Instant);
        (await node.FindKeyAsync(text.Id)).ShouldBeNull();
        (await node.HoldsAsync(caller, KnownAccess.Recent)).ShouldBeFalse();
    }
}
