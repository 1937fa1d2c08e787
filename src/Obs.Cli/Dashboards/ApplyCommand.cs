using System.CommandLine;
using Obs.Cli.Backends;
using Obs.Dashboards;

namespace Obs.Cli.Dashboards;

/// <summary><c>obs dashboard apply</c>: renders, lints and puts what a service is watched by, in one go.</summary>
internal static class ApplyCommand
{
    public static Command Create(Terminal terminal)
    {
        var catalogue = new CatalogueOptions();
        var settings = new RenderOptions();
        var target = new Option<Uri?>("--to")
        {
            Description = "Address of the running obs local to put them into; that of --from when not given.",
            CustomParser = AddressArgument.Parse,
        };
        var command = new Command(
            "apply", "Makes the dashboards, alarms and saved queries of a service, checks them, and puts them into a running obs local.")
        {
            target,
        };
        catalogue.AddTo(command, isRequired: true);
        settings.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(target) is null && catalogue.Address(result) is null)
            {
                result.AddError("Say where to put them: --to, or --from.");
            }
        });
        command.SetAction(async (arguments, cancellationToken) =>
        {
            MetricCatalogue read = (await catalogue.ReadAsync(arguments, cancellationToken).ConfigureAwait(false))!;
            var resources = ServiceResources.Create(read, settings.Read(arguments));
            Uri address = arguments.GetValue(target) ?? catalogue.Address(arguments.CommandResult)!;
            return await ApplyAsync(resources, read, address, terminal, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> ApplyAsync(
        ServiceResources resources, MetricCatalogue catalogue, Uri address, Terminal terminal, CancellationToken cancellationToken)
    {
        string[] findings = [.. resources.Lint(catalogue)];
        foreach (string finding in findings)
        {
            await terminal.Output.WriteLineAsync(finding).ConfigureAwait(false);
        }

        if (findings.Length > 0)
        {
            await terminal.Error.WriteLineAsync("Nothing was applied.").ConfigureAwait(false);
            return ExitCode.Failure;
        }

        using var client = new ResourceClient(address);
        await foreach (string put in client.PutAsync(resources, cancellationToken).ConfigureAwait(false))
        {
            await terminal.Output.WriteLineAsync(put).ConfigureAwait(false);
        }

        return ExitCode.Success;
    }
}
