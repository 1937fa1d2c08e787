using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Obs.Tracing.Tests.Sql.Fakes;

/// <summary>A command of the fake provider: notes with its connection everything it is asked to do.</summary>
internal sealed class FakeCommand(FakeConnection connection) : DbCommand
{
    private readonly FakeParameters _parameters = [];

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; } = 30;

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; } = connection;

    protected override DbParameterCollection DbParameterCollection => _parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    private FakeConnection Connected =>
        DbConnection as FakeConnection ?? throw new InvalidCastException("Not a connection of this provider.");

    public override void Cancel() => Connected.Log("cancel");

    public override void Prepare() => Log("prepare");

    public override int ExecuteNonQuery()
    {
        Log("non-query");
        FakeExecution.Run(CommandText);
        return AnswerOutputs();
    }

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
    {
        Log("async non-query");
        return FakeExecution.RunAsync(CommandText, AnswerOutputs, cancellationToken);
    }

    public override object? ExecuteScalar()
    {
        Log("scalar");
        FakeExecution.Run(CommandText);
        return CommandText;
    }

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken)
    {
        Log("async scalar");
        return FakeExecution.RunAsync<object?>(CommandText, () => CommandText, cancellationToken);
    }

    protected override DbParameter CreateDbParameter() => new FakeParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        Log($"reader {behavior}");
        FakeExecution.Run(CommandText);
        return FakeExecution.Rows();
    }

    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        Log($"async reader {behavior}");
        return FakeExecution.RunAsync<DbDataReader>(CommandText, FakeExecution.Rows, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            (DbConnection as FakeConnection)?.Log("dispose command");
        }

        base.Dispose(disposing);
    }

    private void Log(string what)
    {
        if (DbTransaction is not null and not FakeTransaction)
        {
            throw new InvalidCastException("Not a transaction of this provider.");
        }

        string parameters = string.Join(", ", _parameters.Cast<FakeParameter>());
        Connected.Log(
            $"{what} {CommandType} {CommandText} ({parameters}) {CommandTimeout} {UpdatedRowSource} {DbTransaction?.IsolationLevel}");
    }

    private int AnswerOutputs()
    {
        foreach (FakeParameter parameter in _parameters)
        {
            if (parameter.Direction != ParameterDirection.Input)
            {
                parameter.Value = $"{parameter.Value} answered";
            }
        }

        return CommandText.Length;
    }
}
