using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Shop.Hosting;

/// <summary>What a service of the shop needs to live under the launcher.</summary>
public static class SupervisionExtensions
{
    // Shorter than the launcher's patience, so that a stop is always an orderly one.
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(25);

    /// <summary>
    /// Under the launcher (<c>Shop:Supervised</c> is true) the service says on standard error where it listens, and stops when its
    /// standard input ends. Started by hand it is an ordinary web application.
    /// </summary>
    public static IHostBuilder UseShopSupervision(this IHostBuilder host)
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(static (context, services) =>
        {
            if (context.Configuration.GetValue<bool>("Shop:Supervised"))
            {
                services.AddSingleton<IHostLifetime, SupervisedLifetime>();
                services.AddHostedService<AddressAnnouncer>();
                services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeToStop);
            }
        });
    }
}
