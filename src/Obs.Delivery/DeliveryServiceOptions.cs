namespace Obs.Delivery;

/// <summary>What holds for the delivery of all signals of a service: the configuration section <c>Observability:Delivery</c>.</summary>
public sealed class DeliveryServiceOptions
{
    /// <summary>The absolute path of a folder in which records wait for a receiver that cannot be reached, and survive the process; made
    /// when it is missing. Null, the default, keeps them in memory only. What goes to standard output needs none.</summary>
    public string? SpoolPath { get; set; }

    /// <summary>Bytes that the spool of each signal may take, 1 MiB to 1 TiB. The default is 256 MiB. When it is full, records wait in
    /// memory.</summary>
    public long SpoolBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>How long a log entry of level <c>Error</c> or above may wait until it is in the spool, and so survives whatever ends the
    /// process; 0 to 1 second. The default is 0: it is on its way there at once, and nobody waits. A disk that was slower once is not
    /// waited for again for 10 seconds.</summary>
    public TimeSpan SpoolWait { get; set; }

    /// <summary>Whether a process that ends with records lost, or not sent yet, says so in one line for each signal on standard error. The
    /// default is true.</summary>
    public bool ReportLosses { get; set; } = true;

    /// <summary>Hands the settings on to the queue of one signal.</summary>
    /// <param name="options">The options of the queue.</param>
    /// <param name="service">The name of the service, so that two of them can share a path.</param>
    /// <param name="signal">The signal: <c>traces</c>, <c>metrics</c> or <c>logs</c>.</param>
    /// <exception cref="ArgumentException">An argument is missing.</exception>
    public void ApplyTo(DeliveryOptions options, string service, string signal)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(service);
        ArgumentException.ThrowIfNullOrEmpty(signal);
        if (SpoolPath is not null)
        {
            options.SpoolPath = Path.Combine(SpoolPath, FolderOf(service), signal);
            options.SpoolBytes = SpoolBytes;
            options.SpoolWait = SpoolWait;
        }
    }

    private static string FolderOf(string service) =>
        string.Create(service.Length, service, static (folder, name) =>
        {
            for (int i = 0; i < name.Length; i++)
            {
                folder[i] = char.IsAsciiLetterOrDigit(name[i]) || name[i] is '-' or '_' ? name[i] : '_';
            }
        });
}
