using System.Text.RegularExpressions;
using Obs.Insights.Execution;
using Obs.Insights.Syntax;

namespace Obs.Insights.Binding;

/// <summary>Binds <c>parse</c>: checks that pattern and names belong together, and defines the columns.</summary>
internal sealed class ParseBinder(string query, Scope scope, SlotAllocator slots, ExpressionBinder expressions)
{
    /// <summary>The <c>parse</c> commands bound so far.</summary>
    public int Count { get; private set; }

    public Func<RowStage, RowStage> Bind(ParseCommand command)
    {
        Evaluation.Evaluator subject = expressions.Bind(command.Subject);
        if (command.Pattern.IsRegex)
        {
            Regex regex = PatternCompiler.CompileForParse(query, command.Pattern);
            (ParsedColumn[] named, int number) = Define(NamedGroups(command.Pattern, regex));
            var captures = new CaptureRegex(regex);
            return next => new RegexStage(subject, captures, named, number, next);
        }

        var glob = new GlobPattern(command.Pattern.Text);
        if (glob.StarCount != command.Columns.Count)
        {
            throw SyntaxError.At(
                query, command.Range,
                $"the pattern has {glob.StarCount} stars and {command.Columns.Count} names; they must be as many; found");
        }

        (ParsedColumn[] columns, int index) = Define(command.Columns);
        return next => new GlobStage(subject, glob, columns, index, next);
    }

    private string[] NamedGroups(TextPattern pattern, Regex regex)
    {
        string[] names = [.. regex.GetGroupNames().Where(static name => !char.IsAsciiDigit(name[0]))];
        return names.Length > 0
            ? names
            : throw SyntaxError.At(query, pattern.Range, "a regular expression to parse with has named groups, (?<name>…); found none");
    }

    private (ParsedColumn[] Columns, int Index) Define(IReadOnlyList<string> names)
    {
        ParsedColumn[] columns = [.. names.Select(name => new ParsedColumn(name, slots.Allocate(), scope.ResolveImplied(name)))];
        foreach (ParsedColumn column in columns)
        {
            scope.DefineParsed(column.Name, column.Slot, Count);
        }

        return (columns, Count++);
    }
}
