namespace Obs.Insights.Syntax;

/// <summary>Reads a query: commands with pipes between them, in an order that the language allows.</summary>
internal static class QueryParser
{
    public const int LongestQuery = 10_000; // StartQuery's own limit.

    private const int MostStats = 2;

    public static IReadOnlyList<Command> Parse(string query)
    {
        if (query.Length > LongestQuery)
        {
            throw new QuerySyntaxException(
                $"a query has at most {LongestQuery} characters; found {query.Length}", LongestQuery, query.Length);
        }

        var tokens = new TokenReader(query);
        var parser = new CommandParser(tokens);
        var commands = new List<Command>();
        tokens.TryTake(TokenKind.Pipe); // A first pipe changes nothing; queries that were cut from longer ones have it.
        do
        {
            commands.Add(ReadCommand(tokens, parser));
        }
        while (tokens.TryTake(TokenKind.Pipe));
        if (!tokens.Is(TokenKind.End))
        {
            throw tokens.Unexpected("'|' or the end of the query");
        }

        CheckOrder(query, commands);
        return commands;
    }

    private static Command ReadCommand(TokenReader tokens, CommandParser parser)
    {
        Token name = tokens.Expect(TokenKind.Name, "a command");
        CommandInfo command = CommandTable.Find(name.Text) ?? throw tokens.Error(name.Range, $"unknown command {name.Text}");
        return command.Read is { } read
            ? read(parser, name)
            : throw tokens.Error(name.Range, $"the command {command.Name} cannot run here: {command.Unavailable}; found");
    }

    private static void CheckOrder(string query, List<Command> commands)
    {
        int stats = 0;
        int lastStats = commands.FindLastIndex(static c => c is StatsCommand);
        bool isDeduplicated = false;
        for (int i = 0; i < commands.Count; i++)
        {
            Command command = commands[i];
            if (command is StatsCommand && ++stats > MostStats)
            {
                throw SyntaxError.At(query, command.Range, $"a query has at most {MostStats} stats commands; found another");
            }

            if (command is SortCommand or LimitCommand && stats > 0 && i < lastStats)
            {
                throw SyntaxError.At(query, command.Range, "sort and limit come after the last stats command; found");
            }

            if (isDeduplicated && command is not LimitCommand)
            {
                throw SyntaxError.At(query, command.Range, "limit is the only command that may follow dedup; found another");
            }

            isDeduplicated |= command is DedupCommand;
        }
    }
}
