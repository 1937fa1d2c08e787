using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Obs.Cli.Local;

/// <summary><c>obs assert</c>: counts the traces of a running local backend that a filter takes, and fails where there are too many or too
/// few.</summary>
internal static class AssertCommand
{
    private const int Shown = 10;
    private const string DefaultEndpoint = "http://127.0.0.1:4580";

    public static Command Create(Terminal terminal)
    {
        var filter = new Option<string>("--filter")
        {
            Description = "X-Ray filter expression, such as 'edge(\"shop\",\"payments\") { fault }'.",
            Required = true,
        };
        var max = new Option<long?>("--max") { Description = "The most traces that may be found. Without --max and --min it is 0." };
        var min = new Option<long?>("--min") { Description = "The fewest traces that must be found." };
        var endpoint = new Option<string>("--endpoint")
        {
            Description = "Where the backend is; AWS_ENDPOINT_URL where that is set.",
            DefaultValueFactory = static _ =>
                Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") is { Length: > 0 } url ? url : DefaultEndpoint,
        };
        var command = new Command("assert", "Fails when the traces of a running local backend do not meet an expectation.")
        {
            filter,
            max,
            min,
            endpoint,
        };
        command.SetAction((arguments, cancellationToken) =>
        {
            long? most = arguments.GetValue(max);
            long? least = arguments.GetValue(min);
            return RunAsync(
                new Uri(arguments.GetValue(endpoint)!), arguments.GetValue(filter)!, least ?? 0,
                most ?? (least is null ? 0 : long.MaxValue), terminal, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Uri endpoint, string filter, long least, long most, Terminal terminal, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = endpoint };
        var address = new Uri($"api/local/traces?from=0&limit={Shown}&filter={Uri.EscapeDataString(filter)}", UriKind.Relative);
        try
        {
            using HttpResponseMessage response = await http.GetAsync(address, cancellationToken).ConfigureAwait(false);
            using JsonDocument body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
            if (!response.IsSuccessStatusCode)
            {
                await terminal.Error.WriteLineAsync(body.RootElement.GetProperty("error").GetString()).ConfigureAwait(false);
                return ExitCode.MalformedQuery;
            }

            return await JudgeAsync(body.RootElement, filter, least, most, terminal).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            await terminal.Error.WriteLineAsync($"No local backend answers at {endpoint}: {exception.Message}").ConfigureAwait(false);
            return ExitCode.Failure;
        }
    }

    private static async Task<int> JudgeAsync(JsonElement body, string filter, long least, long most, Terminal terminal)
    {
        long total = body.GetProperty("total").GetInt64();
        if (!body.GetProperty("complete").GetBoolean() && total <= most)
        {
            await terminal.Error.WriteLineAsync("There are more traces than one request looks at; a filter on what is indexed is needed to count them.").ConfigureAwait(false);
            return ExitCode.Failure;
        }

        bool holds = total >= least && total <= most;
        string expected = most == long.MaxValue ? $"at least {least}" : least == 0 ? $"at most {most}" : $"{least} to {most}";
        string verdict = string.Create(
            CultureInfo.InvariantCulture, $"{(holds ? "ok" : "FAILED")}: {total} traces, expected {expected}: {filter}");
        await (holds ? terminal.Output : terminal.Error).WriteLineAsync(verdict).ConfigureAwait(false);
        foreach (JsonElement trace in holds ? [] : body.GetProperty("traces").EnumerateArray().AsEnumerable())
        {
            await terminal.Error.WriteLineAsync("  " + trace.GetProperty("id").GetString()).ConfigureAwait(false);
        }

        return holds ? ExitCode.Success : ExitCode.AssertionFailed;
    }
}
