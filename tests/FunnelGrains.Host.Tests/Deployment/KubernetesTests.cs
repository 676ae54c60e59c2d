using k8s;
using k8s.Models;
using YamlDotNet.Core;

namespace FunnelGrains.Host.Tests.Deployment;

/// <summary>The manifests, by Kubernetes' own types and against each other.</summary>
public sealed class KubernetesTests
{
    private readonly IReadOnlyList<object> manifests = DeploymentFiles.Manifests();

    [Fact]
    public void Every_manifest_has_only_members_that_Kubernetes_knows()
    {
        manifests.Count.ShouldBe(14);
        manifests.OfType<IKubernetesObject<V1ObjectMeta>>().Where(one => one is not V1Namespace).ShouldAllBe(one => one.Metadata.NamespaceProperty == "funnelgrains");
    }

    [Fact]
    public void A_member_that_Kubernetes_does_not_know_would_be_found() =>
        Should.Throw<YamlException>(() => KubernetesYaml.LoadAllFromString("apiVersion: apps/v1\nkind: Deployment\nspec:\n  replica: 3\n", strict: true));

    [Fact]
    public void Whatever_selects_pods_selects_some()
    {
        var pods = Of<V1Deployment>().Select(deployment => deployment.Spec.Template.Metadata.Labels).ToList();
        var selectors = Of<V1Service>().Select(service => (service.Metadata.Name, Labels: service.Spec.Selector))
            .Concat(Of<V1PodDisruptionBudget>().Select(budget => (budget.Metadata.Name, Labels: budget.Spec.Selector.MatchLabels)))
            .Concat(Of<V1Deployment>().Select(deployment => (deployment.Metadata.Name, Labels: deployment.Spec.Selector.MatchLabels)))
            .Concat(Of<V1NetworkPolicy>().Where(policy => policy.Spec.PodSelector.MatchLabels is not null).Select(policy => (policy.Metadata.Name, Labels: policy.Spec.PodSelector.MatchLabels)))
            .ToList();
        selectors.Count.ShouldBe(9);
        foreach (var (name, labels) in selectors) pods.ShouldContain(pod => labels.All(label => pod.Contains(label)), name);
    }

    [Fact]
    public void Silos_are_reached_at_their_own_address_by_nodes_of_the_cluster_alone()
    {
        var silo = Container("silo");
        silo.Env.Single(one => one.Name == "FunnelGrains__SiloAddress").ValueFrom.FieldRef.FieldPath.ShouldBe("status.podIP");
        var policy = Of<V1NetworkPolicy>().Single(policy => policy.Metadata.Name == "silo");
        foreach (var (setting, port) in new[] { ("FunnelGrains__SiloPort", "silo"), ("FunnelGrains__GatewayPort", "gateway") })
        {
            var number = silo.Ports.Single(one => one.Name == port).ContainerPort;
            silo.Env.Single(one => one.Name == setting).Value.ShouldBe($"{number}");
            var rule = policy.Spec.Ingress.Single(rule => rule.Ports.Any(one => one.Port.Value == $"{number}"));
            rule.FromProperty.ShouldAllBe(from => from.PodSelector.MatchLabels["app.kubernetes.io/name"] == "funnelgrains" && from.NamespaceSelector == null && from.IpBlock == null);
        }
        Of<V1NetworkPolicy>().Single(one => one.Metadata.Name == "nobody").Spec.Ingress.ShouldBeNull();
        Of<V1Service>().SelectMany(service => service.Spec.Ports).ShouldNotContain(port => port.Port == 11111 || port.Port == 30000);
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("web")]
    public void A_pod_writes_nowhere_and_may_do_nothing_more_than_it_needs(string component)
    {
        var pod = Of<V1Deployment>().Single(deployment => deployment.Metadata.Name == component).Spec.Template.Spec;
        pod.SecurityContext.RunAsNonRoot.ShouldBe(true);
        pod.AutomountServiceAccountToken.ShouldBe(false);
        var container = Container(component);
        container.SecurityContext.ReadOnlyRootFilesystem.ShouldBe(true);
        container.SecurityContext.AllowPrivilegeEscalation.ShouldBe(false);
        container.SecurityContext.Capabilities.Drop.ShouldBe(["ALL"]);
        (container.StartupProbe.HttpGet.Path, container.LivenessProbe.HttpGet.Path, container.ReadinessProbe.HttpGet.Path)
            .ShouldBe(("/health/live", "/health/live", "/health/ready"));
        container.Env.Single(one => one.Name == "FunnelGrains__Mode").Value.ShouldBe(component);
    }

    private IEnumerable<T> Of<T>() => manifests.OfType<T>();

    private V1Container Container(string component) =>
        Of<V1Deployment>().Single(deployment => deployment.Metadata.Name == component).Spec.Template.Spec.Containers.Single();
}
