using Amazon.Runtime;

namespace Obs.Aws.Client;

/// <summary>What signs calls to an emulator on this machine when the environment names no keys.</summary>
internal static class LocalCredentials
{
    /// <summary>Credentials for an emulator, or null where the SDK's own chain must find real ones.</summary>
    /// <remarks>Without them the chain would end at the instance metadata service, wait for it on every call, and never send. Real
    /// keys never go to such an endpoint unless they stand in the environment of this very process.</remarks>
    public static AWSCredentials? For(string? serviceUrl) =>
        !AwsEnvironment.HasAccessKey
        && Uri.TryCreate(serviceUrl, UriKind.Absolute, out Uri? url)
        && url.IsLoopback
        && url.Scheme == Uri.UriSchemeHttp
            ? new BasicAWSCredentials("local", "local")
            : null;
}
