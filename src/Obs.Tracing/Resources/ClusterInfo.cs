using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Obs.Tracing;

/// <summary>Asks the API of a Kubernetes cluster for the config map that CloudWatch's add-on leaves there with the cluster's
/// name.</summary>
/// <remarks>
/// In the name of the pod's service account, and of nobody but who proves to be the API by the authority that Kubernetes put into the
/// container. Only an account that may read the map learns the name: a refusal is an answer, and it is not asked again. See
/// <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-setup-logs-FluentBit.html"/>.
/// </remarks>
internal sealed class ClusterInfo : IDisposable
{
    private const string Map = "/api/v1/namespaces/amazon-cloudwatch/configmaps/cluster-info";

    private readonly AwsEnvironment _environment;
    private readonly X509Certificate2Collection _authorities = [];
    private readonly MetadataClient _client;

    public ClusterInfo(AwsEnvironment environment, TimeSpan connectTimeout, TimeSpan timeout)
    {
        _environment = environment;
        _authorities.ImportFromPem(environment.ClusterAuthorities);
        _client = new MetadataClient(connectTimeout, timeout, _authorities);
    }

    /// <returns>The name; null where the cluster does not tell, or has nothing to tell.</returns>
    /// <exception cref="HttpRequestException">Nobody answers, or somebody else does.</exception>
    /// <exception cref="OperationCanceledException">The answer took too long.</exception>
    /// <exception cref="JsonException">The answer is no JSON.</exception>
    public async Task<string?> AskNameAsync(CancellationToken cancellationToken)
    {
        if (_authorities.Count == 0 || _environment is not { KubernetesApi: { } api, ServiceAccountToken: { } token })
        {
            return null;
        }

        try
        {
            string answer = await _client.AskAsync(
                HttpMethod.Get, api + Map, "Authorization", "Bearer " + token, cancellationToken).ConfigureAwait(false);
            using JsonDocument map = JsonDocument.Parse(answer);
            return JsonText.Of(map.RootElement, "data", "cluster.name");
        }
        catch (HttpRequestException exception) when (
            exception.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        foreach (X509Certificate2 authority in _authorities)
        {
            authority.Dispose();
        }
    }
}
