using System.CommandLine;
using System.CommandLine.Parsing;
using Obs.Cli.Backends;
using Obs.Dashboards;

namespace Obs.Cli.Dashboards;

/// <summary>Where a catalogue comes from: a file (<c>--catalogue</c>), or what Obs.Local has received (<c>--from</c> and
/// <c>--service</c>).</summary>
internal sealed class CatalogueOptions
{
    private readonly Option<FileInfo?> _file = new("--catalogue")
    {
        Description = "The catalogue of the service, as obs dashboard collect writes it.",
    };
    private readonly Option<Uri?> _from = new("--from")
    {
        Description = "Address of a running obs local, as http://127.0.0.1:4580.",
        CustomParser = AddressArgument.Parse,
    };
    private readonly Option<string?> _service = new("--service") { Description = "The service whose metrics and logs to take from there." };

    public void AddTo(Command command, bool isRequired, bool allowFile = true)
    {
        if (allowFile)
        {
            command.Options.Add(_file);
        }

        command.Options.Add(_from);
        command.Options.Add(_service);
        command.Validators.Add(result =>
        {
            bool hasFile = allowFile && result.GetResult(_file) is not null;
            bool hasAddress = result.GetResult(_from) is not null;
            if (hasFile && hasAddress)
            {
                result.AddError("Give either --catalogue or --from.");
            }
            else if (hasAddress != (result.GetResult(_service) is not null))
            {
                result.AddError("--from and --service stand together.");
            }
            else if (isRequired && !hasFile && !hasAddress)
            {
                result.AddError(allowFile
                    ? "Say what the service emits: --catalogue, or --from and --service."
                    : "Say where to look: --from and --service.");
            }
        });
    }

    /// <summary>Where it comes from, unless that is a file.</summary>
    public Uri? Address(CommandResult result) => result.GetValue(_from);

    public async Task<MetricCatalogue?> ReadAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        arguments.GetValue(_file) is { } file ? DashboardFiles.ReadCatalogue(file.FullName)
        : arguments.GetValue(_from) is { } address
            ? await CollectAsync(address, arguments.GetValue(_service)!, cancellationToken).ConfigureAwait(false)
        : null;

    private static async Task<MetricCatalogue> CollectAsync(Uri address, string service, CancellationToken cancellationToken)
    {
        var collector = new CatalogueCollector(service);
        using var client = new HttpClient { BaseAddress = address };
        try
        {
            string name = Uri.EscapeDataString(service);
            var metrics = new Uri("/api/local/metrics", UriKind.Relative);
            var logs = new Uri($"/api/local/logs?service={name}&limit=1000&from=0", UriKind.Relative);
            collector.AddMetrics(await client.GetStringAsync(metrics, cancellationToken).ConfigureAwait(false));
            collector.AddLogs(await client.GetStringAsync(logs, cancellationToken).ConfigureAwait(false));
            return collector.ToCatalogue();
        }
        catch (HttpRequestException exception)
        {
            throw new IOException($"{address}: {exception.Message}", exception);
        }
        catch (DashboardFormatException exception)
        {
            throw new InvalidDataException($"{address}: {exception.Message}", exception);
        }
    }
}
