using System.Text.RegularExpressions;
using FunnelGrains.Host.Options;
using Map = System.Collections.Generic.Dictionary<object, object>;

namespace FunnelGrains.Host.Tests.Deployment;

/// <summary>The compose files, and what they share with the program and with each other.</summary>
public sealed partial class ComposeTests
{
    [Fact]
    public void Every_setting_named_in_docker_is_one_of_the_program()
    {
        var known = HostSettings.All.Select(setting => setting.Variable).ToHashSet(StringComparer.Ordinal);
        var named = DeploymentFiles.Texts().SelectMany(file => Setting().Matches(file.Value).Select(match => (file.Key, match.Value))).Distinct().ToList();
        named.Count.ShouldBeGreaterThan(20);
        named.Where(one => !known.Contains(one.Value)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("compose.yml")]
    [InlineData("compose.cluster.yml")]
    public void Whatever_a_service_takes_from_this_folder_is_there(string file)
    {
        var own = Services(file).Values.Where(service => ((Map)service).ContainsKey("volumes"))
            .SelectMany(service => service.At<List<object>>("volumes")).Select(volume => ((string)volume).Split(':')[0]).ToList();
        var compose = DeploymentFiles.Yaml(file);
        own.ShouldNotBeEmpty();
        foreach (var source in own)
        {
            if (source.StartsWith("./", StringComparison.Ordinal)) Path.Exists(DeploymentFiles.Path(source)).ShouldBeTrue(source);
            else compose.At<Map>("volumes").Keys.ShouldContain(source);
        }
        var builds = Services(file).Values.Where(service => ((Map)service).ContainsKey("build")).Select(service => service.At<string>("build", "dockerfile"));
        builds.ShouldBe(["docker/Dockerfile"]);
    }

    [Fact]
    public void Nodes_of_our_own_are_read_only_and_without_privileges()
    {
        var own = Services("compose.yml").Concat(Services("compose.cluster.yml")).Where(service => service.Value.At<string>("image") == "funnelgrains").ToList();
        own.Select(service => service.Key).ShouldBe(["app", "silo1", "silo2", "silo3", "web1", "web2"]);
        own.ShouldAllBe(service => service.Value.At<string>("read_only") == "true" && service.Value.At<List<object>>("cap_drop").Contains("ALL"));
    }

    [Fact]
    public void Each_silo_names_the_address_that_the_inner_network_gives_it_and_no_port_of_it_is_published()
    {
        var silos = Services("compose.cluster.yml").Where(service => ((string)service.Key).StartsWith("silo", StringComparison.Ordinal)).Select(service => service.Value).ToList();
        silos.Count.ShouldBe(3);
        silos.Select(silo => silo.At<string>("environment", "FunnelGrains__SiloAddress")).Distinct().Count().ShouldBe(3);
        silos.ShouldAllBe(silo => silo.At<string>("environment", "FunnelGrains__SiloAddress") == silo.At<string>("networks", "inner", "ipv4_address"));
        silos.ShouldAllBe(silo => silo.At<string>("environment", "FunnelGrains__Mode") == "silo" && !((Map)silo).ContainsKey("ports") && silo.At<Map>("networks").Count == 1);
        DeploymentFiles.Yaml("compose.cluster.yml").At<string>("networks", "inner", "internal").ShouldBe("true");
    }

    [Fact]
    public void Prometheus_scrapes_every_node_where_it_needs_no_key()
    {
        var nodes = Services("compose.cluster.yml").Where(service => service.Value.At<string>("image") == "funnelgrains")
            .Select(service => $"{service.Key}:{service.Value.At<string>("environment", "FunnelGrains__MetricsPort")}");
        var job = (Map)DeploymentFiles.Yaml("prometheus/prometheus.yml").At<List<object>>("scrape_configs").ShouldHaveSingleItem();
        job.At<List<object>>("static_configs").SelectMany(config => config.At<List<object>>("targets")).ShouldBe(nodes);
        DeploymentFiles.Yaml("prometheus/prometheus.yml").At<List<object>>("rule_files").ShouldAllBe(file => File.Exists(DeploymentFiles.Path($"prometheus/{file}")));
    }

    [Fact]
    public void The_proxy_knows_every_web_node()
    {
        var nodes = Services("compose.cluster.yml").Keys.Where(name => ((string)name).StartsWith("web", StringComparison.Ordinal)).Select(name => $"{name}:8080");
        Upstream().Matches(DeploymentFiles.Texts()[Path.Combine("proxy", "nginx.conf")]).Select(match => match.Groups[1].Value).ShouldBe(nodes);
    }

    private static Map Services(string file) => DeploymentFiles.Yaml(file).At<Map>("services");

    [GeneratedRegex(@"(?:FunnelGrains|ConnectionStrings)__\w+")]
    private static partial Regex Setting();

    [GeneratedRegex(@"^\s*server (\S+:\d+)", RegexOptions.Multiline)]
    private static partial Regex Upstream();
}
