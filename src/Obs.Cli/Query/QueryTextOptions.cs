using System.CommandLine;
using Obs.Insights;

namespace Obs.Cli.Query;

/// <summary>Where a query comes from: one of <c>--query</c>, <c>--recipe</c> and <c>--query-file</c>.</summary>
internal sealed class QueryTextOptions
{
    private readonly Option<string?> _query = new("--query") { Description = "The query." };
    private readonly Option<string?> _recipe = new("--recipe") { Description = "The name of a recipe; obs query recipes lists them." };
    private readonly Option<FileInfo?> _file = new("--query-file") { Description = "A file that holds the query." };

    public void AddTo(Command command)
    {
        command.Options.Add(_query);
        command.Options.Add(_recipe);
        command.Options.Add(_file);
        command.Validators.Add(result =>
        {
            int given = new Option[] { _query, _recipe, _file }.Count(option => result.GetResult(option) is not null);
            if (given != 1)
            {
                result.AddError("Say which query to run: exactly one of --query, --recipe and --query-file.");
            }
            else if (result.GetValue(_recipe) is { } name && RecipeBook.Find(name) is null)
            {
                result.AddError($"There is no recipe {name}; obs query recipes lists them.");
            }
        });
    }

    public string Read(ParseResult arguments) =>
        arguments.GetValue(_query)
        ?? (arguments.GetValue(_recipe) is { } name ? RecipeBook.Find(name)!.Text : File.ReadAllText(arguments.GetValue(_file)!.FullName));
}
