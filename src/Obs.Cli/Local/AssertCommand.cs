using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Obs.Cli.Backends;
using Obs.Traces;

namespace Obs.Cli.Local;

/// <summary><c>obs assert</c>: counts the traces of a running local backend that a filter takes, and fails where there are too many or too
/// few.</summary>
internal static class AssertCommand
{
    private const int Shown = 10;

    public static Command Create(Terminal terminal)
    {
        var filter = new Option<string>("--filter")
        {
            Description = "X-Ray filter expression, such as 'edge(\"shop\",\"payments\") { fault }'.",
            Required = true,
        };
        var max = new Option<long?>("--max") { Description = "The most traces that may be found. Without --max and --min it is 0." };
        var min = new Option<long?>("--min") { Description = "The fewest traces that must be found." };
        Option<Uri> endpoint = EndpointOption.Create();
        var command = new Command("assert", "Fails when the traces of a running local backend do not meet an expectation.")
        {
            filter,
            max,
            min,
            endpoint,
        };
        command.Validators.Add(result =>
        {
            (long? least, long? most) = (result.GetValue(min), result.GetValue(max));
            if (least < 0 || most < 0 || least > most)
            {
                result.AddError($"--min and --max must be 0 or more, and --min not above --max; found --min {least} --max {most}.");
            }
        });
        command.SetAction((arguments, cancellationToken) =>
        {
            long? most = arguments.GetValue(max);
            long? least = arguments.GetValue(min);
            return RunAsync(
                arguments.GetValue(endpoint)!, arguments.GetValue(filter)!, least ?? 0,
                most ?? (least is null ? 0 : long.MaxValue), terminal, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Uri endpoint, string filter, long least, long most, Terminal terminal, CancellationToken cancellationToken)
    {
        using var client = new BackendClient(endpoint);
        try
        {
            JsonElement found = await client.GetAsync(
                $"traces?from=0&count=all&limit={Shown}&filter={Uri.EscapeDataString(filter)}", cancellationToken).ConfigureAwait(false);
            int code = await JudgeAsync(found, filter, least, most, terminal).ConfigureAwait(false);
            if (code == ExitCode.AssertionFailed && found.GetProperty("total").GetInt64() < least)
            {
                await ShowOthersAsync(client, terminal, cancellationToken).ConfigureAwait(false);
            }

            return code;
        }
        catch (HttpRequestException exception)
        {
            await terminal.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return exception.StatusCode is null ? ExitCode.Failure : ExitCode.MalformedQuery;
        }
    }

    /// <summary>What a filter could have taken, for whoever wonders why it did not.</summary>
    private static async Task ShowOthersAsync(BackendClient client, Terminal terminal, CancellationToken cancellationToken)
    {
        JsonElement newest = await client.GetAsync($"traces?from=0&limit={Shown}", cancellationToken).ConfigureAwait(false);
        bool isEmpty = newest.GetProperty("traces").GetArrayLength() == 0;
        await terminal.Error.WriteLineAsync(
            isEmpty ? "No trace has arrived." : "The newest traces that arrived:").ConfigureAwait(false);
        await ShowAsync(newest, terminal).ConfigureAwait(false);
    }

    private static async Task ShowAsync(JsonElement body, Terminal terminal)
    {
        foreach (JsonElement trace in body.GetProperty("traces").EnumerateArray())
        {
            await terminal.Error.WriteLineAsync("  " + TraceLine.Of(trace)).ConfigureAwait(false);
        }
    }

    private static async Task<int> JudgeAsync(JsonElement body, string filter, long least, long most, Terminal terminal)
    {
        long total = body.GetProperty("total").GetInt64();
        bool mayBecomeMore = !body.GetProperty("complete").GetBoolean() && total <= most;
        if (mayBecomeMore && (total < least || most < long.MaxValue))
        {
            await terminal.Error.WriteLineAsync("There are more traces than one request looks at; a filter on what is indexed is needed to count them.").ConfigureAwait(false);
            return ExitCode.Failure;
        }

        bool holds = total >= least && total <= most;
        string expected = most == long.MaxValue ? $"at least {least}" : least == 0 ? $"at most {most}" : $"{least} to {most}";
        string verdict = string.Create(
            CultureInfo.InvariantCulture, $"{(holds ? "ok" : "FAILED")}: {total} traces, expected {expected}: {filter}");
        await (holds ? terminal.Output : terminal.Error).WriteLineAsync(verdict).ConfigureAwait(false);
        if (holds)
        {
            return ExitCode.Success;
        }

        await ShowAsync(body, terminal).ConfigureAwait(false);
        return ExitCode.AssertionFailed;
    }
}
