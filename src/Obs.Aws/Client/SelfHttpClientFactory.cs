using System.Net;
using Amazon.Runtime;

namespace Obs.Aws.Client;

/// <summary>The HTTP client of our own calls: follows no redirect, reads no long reply, shows up in nobody's traces or metrics.</summary>
internal sealed class SelfHttpClientFactory(int maxReplyBytes) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            ConnectTimeout = clientConfig.ConnectTimeout ?? AwsOptions.DefaultConnectTimeout,
            ConnectCallback = static (context, cancellationToken) =>
                AddressBook.OfSystem.ConnectAsync(context.DnsEndPoint, cancellationToken),
            MeterFactory = SelfMeterFactory.Instance,

            // Four times in this time the platform looks after idle connections, and begins to read from each on a thread of the pool: the
            // next call would wait for one of those. That the other end has hung up is seen without it, when a connection is used again.
            PooledConnectionIdleTimeout = TimeSpan.FromHours(4),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),

            // No propagator, no diagnostics: neither an activity for the call nor trace headers on it.
            ActivityHeadersPropagator = null,
        };
        if (clientConfig.GetWebProxy() is { } proxy)
        {
            if (clientConfig.ProxyCredentials is { } credentials)
            {
                proxy.Credentials = credentials;
            }

            sockets.Proxy = proxy;
        }

        var bounded = new BoundedHandler(sockets, maxReplyBytes);
        return new HttpClient(bounded) { Timeout = clientConfig.Timeout ?? AwsOptions.DefaultRequestTimeout };
    }
}
