using System.CommandLine;
using System.Globalization;
using Obs.Cli.Dashboards;
using Obs.Cli.Query;
using Obs.Local;

namespace Obs.Cli.Explain;

/// <summary>Which traces are to be explained, where they are, and how the answer is written down.</summary>
internal sealed class ExplainOptions
{
    private readonly Option<double> _percentile = new("--percentile")
    {
        Description = "Traces at or above this percentile of duration are the slow ones, 75 to 99.99.",
        HelpName = "P",
        DefaultValueFactory = static _ => 99,
    };

    private readonly Option<string?> _operation = Text(
        "--operation", "Only traces that begin with it, such as \"GET /products/{id}\".", "NAME");
    private readonly Option<string?> _service = Text("--service", "Only the traces this service took part in.", "NAME");
    private readonly Option<string?> _filter = Text("--filter", "Only traces that meet this X-Ray filter expression.", "EXPRESSION");
    private readonly Option<string?> _store = Text("--store", "The file of a store to read instead; nothing has to run.", "FILE");
    private readonly Option<DateTimeOffset?> _from = Time(
        "--from", "Where the time begins; the last five minutes of a backend and all of a file if it is left out.");
    private readonly Option<DateTimeOffset?> _to = Time("--to", "Where it ends; now if it is left out.");
    private readonly Option<DateTimeOffset?> _spanFrom = Time(
        "--span-from", "Sets the traces of a span of time against all others instead: where the span begins.");
    private readonly Option<DateTimeOffset?> _spanTo = Time("--span-to", "Where the span ends.");
    private readonly Option<ExplanationFormat> _format = new("--format")
    {
        Description = "How to write it down.",
        DefaultValueFactory = static _ => ExplanationFormat.Text,
    };
    private readonly Option<Uri> _address = new("--address")
    {
        Description = "The running backend to ask.",
        HelpName = "URL",
        CustomParser = AddressArgument.Parse,
        DefaultValueFactory = static _ =>
            new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{new ObsLocalOptions().Port}")),
    };

    public IEnumerable<Option> All =>
        [_address, _store, _percentile, _operation, _service, _filter, _from, _to, _spanFrom, _spanTo, _format];

    public Uri Address(ParseResult arguments) => arguments.GetValue(_address)!;

    public string? Store(ParseResult arguments) => arguments.GetValue(_store);

    public ExplainQuestion Question(ParseResult arguments, DateTimeOffset now) => new(
        new ExplanationRequest
        {
            From = arguments.GetValue(_from) ?? DateTimeOffset.UnixEpoch,
            To = arguments.GetValue(_to) ?? now,
            Percentile = arguments.GetValue(_percentile),
            SpanFrom = arguments.GetValue(_spanFrom),
            SpanTo = arguments.GetValue(_spanTo),
            Operation = arguments.GetValue(_operation),
            Service = arguments.GetValue(_service),
            Filter = arguments.GetValue(_filter),
        },
        arguments.GetValue(_format),
        IsFromOpen: arguments.GetValue(_from) is null,
        IsToOpen: arguments.GetValue(_to) is null);

    private static Option<string?> Text(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help };

    private static Option<DateTimeOffset?> Time(string name, string description) =>
        new(name) { Description = description, HelpName = "TIME", CustomParser = TimeArgument.Parse };
}
