using System.CommandLine;
using System.CommandLine.Parsing;
using Obs.Insights;

namespace Obs.Cli.Query;

/// <summary>Where a query comes from: one of <c>--query</c>, <c>--recipe</c> with its <c>--param</c>, and <c>--query-file</c>.</summary>
internal sealed class QueryTextOptions
{
    private readonly Option<string?> _query = new("--query") { Description = "The query." };
    private readonly Option<string?> _recipe = new("--recipe") { Description = "The name of a recipe; obs query recipes lists them." };
    private readonly Option<FileInfo?> _file = new("--query-file") { Description = "A file that holds the query." };

    private readonly Option<string[]> _parameters = new("--param")
    {
        Description = "A parameter of the recipe, name=value; may be given several times.",
        HelpName = "name=value",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_query);
        command.Options.Add(_recipe);
        command.Options.Add(_parameters);
        command.Options.Add(_file);
        command.Validators.Add(Validate);
    }

    public string Read(ParseResult arguments) =>
        arguments.GetValue(_query)
        ?? (arguments.GetValue(_recipe) is { } name
            ? RecipeBook.Find(name)!.Bind(ValuesOf(arguments.GetValue(_parameters)))
            : File.ReadAllText(arguments.GetValue(_file)!.FullName));

    private void Validate(CommandResult result)
    {
        int given = new Option[] { _query, _recipe, _file }.Count(option => result.GetResult(option) is not null);
        if (given != 1)
        {
            result.AddError("Say which query to run: exactly one of --query, --recipe and --query-file.");
            return;
        }

        string[] parameters = result.GetResult(_parameters) is null ? [] : result.GetValue(_parameters) ?? [];
        if (parameters.FirstOrDefault(static p => p.IndexOf('=', StringComparison.Ordinal) < 1) is { } wrong)
        {
            result.AddError($"--param takes name=value; found {wrong}.");
        }
        else if (result.GetValue(_recipe) is not { } name)
        {
            AddErrorIf(result, parameters.Length > 0, "--param goes with --recipe.");
        }
        else if (RecipeBook.Find(name) is { } recipe)
        {
            TryBind(result, recipe, parameters);
        }
        else
        {
            result.AddError($"There is no recipe {name}; obs query recipes lists them.");
        }
    }

    private static void TryBind(CommandResult result, Recipe recipe, string[] parameters)
    {
        try
        {
            recipe.Bind(ValuesOf(parameters));
        }
        catch (ArgumentException exception)
        {
            result.AddError(exception.Message.Split(" (Parameter", 2)[0]);
        }
    }

    private static void AddErrorIf(CommandResult result, bool isError, string message)
    {
        if (isError)
        {
            result.AddError(message);
        }
    }

    // Of a parameter that is given twice, the last one counts, as on other command lines.
    private static Dictionary<string, string> ValuesOf(string[]? parameters)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string parameter in parameters ?? [])
        {
            int sign = parameter.IndexOf('=', StringComparison.Ordinal);
            values[parameter[..sign]] = parameter[(sign + 1)..];
        }

        return values;
    }
}
