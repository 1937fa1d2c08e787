using System.Net;
using System.Net.NetworkInformation;

namespace Obs.Cli.Doctor;

/// <summary>Asks the service, the backend and this machine. Changes nothing anywhere.</summary>
internal static class FactFinder
{
    private const string NoService = "No service was named; --service http://127.0.0.1:PORT names one.";
    private const string NoBackend = "No local backend was named; --local http://127.0.0.1:4580 names one.";

    public static async Task<DoctorFacts> FindAsync(
        Uri? service, Uri? backend, IReadOnlyList<string> files, TimeProvider time, CancellationToken cancellationToken)
    {
        return new DoctorFacts
        {
            Variable = static name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null,
            Now = time.GetUtcNow(),
            ConfigurationFiles = files,
            UdpListeners = UdpListeners(),
            Service = await AskAsync(service, "api/metrics", NoService, cancellationToken).ConfigureAwait(false),
            Backend = await AskAsync(backend, "api/local/status", NoBackend, cancellationToken).ConfigureAwait(false),
            Map = await AskAsync(backend, "api/local/map", NoBackend, cancellationToken).ConfigureAwait(false),
            Series = await AskAsync(backend, "api/local/metrics", NoBackend, cancellationToken).ConfigureAwait(false),
        };
    }

    private static Task<Answer> AskAsync(Uri? address, string path, string whenMissing, CancellationToken cancellationToken) =>
        address is null ? Task.FromResult(Answer.NotAsked(whenMissing)) : Answer.AskAsync(address, path, cancellationToken);

    // Read, not probed: a probe would be one more datagram that somebody has to count as rejected.
    private static IPEndPoint[] UdpListeners()
    {
        try
        {
            return IPGlobalProperties.GetIPGlobalProperties().GetActiveUdpListeners();
        }
        catch (Exception exception) when (exception is NetworkInformationException or PlatformNotSupportedException)
        {
            return [];
        }
    }
}
