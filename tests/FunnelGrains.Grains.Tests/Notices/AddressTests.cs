using System.Net;
using FunnelGrains.Domain.Notices;
using FunnelGrains.Grains.Notices;
using FunnelGrains.Grains.Notices.Sending;

namespace FunnelGrains.Grains.Tests.Notices;

/// <summary>Where messages may go, and where they must not.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:c0a8:101::")]
    [InlineData("2001:0:53aa:64c::1")]
    [InlineData("2001:db8::1")]
    [InlineData("4000::1")]
    public void An_address_of_no_public_net_is_refused(string address) => NetAddresses.NotPublic(IPAddress.Parse(address)).ShouldNotBeNull();

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("2002:808:808::1")]
    public void A_public_one_is_taken(string address) => NetAddresses.NotPublic(IPAddress.Parse(address)).ShouldBeNull();

    [Theory]
    [InlineData("http://example.com/", "must be https")]
    [InlineData("https://user:word@example.com/", "name or password")]
    [InlineData("https://example.com:25/", "port 25")]
    [InlineData("https://example.com:22/", "port 22")]
    [InlineData("https://127.0.0.1/", "of this machine")]
    [InlineData("https://2130706433/", "of this machine")]
    [InlineData("https://0x7f.1/", "of this machine")]
    [InlineData("https://0177.0.0.1/", "of this machine")]
    [InlineData("https://127.1/", "of this machine")]
    [InlineData("https://[::1]/", "of this machine")]
    [InlineData("https://[::ffff:10.0.0.1]/", "private")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "link-local")]
    [InlineData("https://１２７.0.0.1/", "of this machine")]
    public void An_address_that_must_not_be_reached_is_refused_however_it_is_written(string target, string why) =>
        WebTarget.Wrong(target, new NotifierOptions()).ShouldNotBeNull().ShouldContain(why);

    [Theory]
    [InlineData("https://example.com/hook?x=1")]
    [InlineData("https://example.com:8443/")]
    [InlineData("https://8.8.8.8/")]
    public void An_address_of_the_public_net_is_taken(string target) => WebTarget.Wrong(target, new NotifierOptions()).ShouldBeNull();

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_found_out_when_it_is_connected_to()
    {
        await using var receiver = new Receiver();
        await Should.ThrowAsync<RefusedAddressException>(async () => await PublicConnections.ConnectAsync(new DnsEndPoint("localhost", receiver.Port), allowPrivate: false, TestContext.Current.CancellationToken));
        await using var connected = await PublicConnections.ConnectAsync(new DnsEndPoint("localhost", receiver.Port), allowPrivate: true, TestContext.Current.CancellationToken);
        connected.CanWrite.ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_name_that_leads_to_this_machine_and_the_reason_is_shown()
    {
        await using var receiver = new Receiver();
        await using var cluster = await NoticeScene.StartAsync(options => options.AllowPrivate = false);
        await cluster.PutAsync("crm", NoticeScene.To($"http://localhost:{receiver.Port}/hook"));
        (await cluster.Notifier().TestAsync("crm")).ShouldNotBeNull();
        await cluster.SoonAsync(async () => (await cluster.AttemptsAsync("crm")).Length > 0);
        var tried = (await cluster.AttemptsAsync("crm"))[^1];
        tried.Reason.ShouldBe("refused_address");
        tried.Detail!.ShouldStartWith("localhost leads to ");
        tried.Detail!.ShouldEndWith("of this machine: nothing is sent there");
        receiver.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_allowed_once_is_looked_at_again_when_it_is_sent()
    {
        await using var receiver = new Receiver();
        NotifierOptions? options = null;
        await using var cluster = await NoticeScene.StartAsync(set => options = set);
        await cluster.PutAsync("crm", NoticeScene.To(receiver.Address));
        options!.AllowPrivate = false;
        (await cluster.Notifier().TestAsync("crm")).ShouldNotBeNull();
        await cluster.SoonAsync(async () => (await cluster.AttemptsAsync("crm")).Length > 0);
        (await cluster.AttemptsAsync("crm"))[^1].Reason.ShouldBe("refused_address");
        receiver.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_leads_nowhere_is_told()
    {
        await using var cluster = await NoticeScene.StartAsync();
        await cluster.PutAsync("crm", NoticeScene.To("https://nowhere.invalid/hook", EndpointKind.Webhook));
        (await cluster.Notifier().TestAsync("crm")).ShouldNotBeNull();
        await cluster.SoonAsync(async () => (await cluster.AttemptsAsync("crm")).Length > 0);
        (await cluster.AttemptsAsync("crm"))[^1].Reason.ShouldBe("unknown_name");
    }
}
