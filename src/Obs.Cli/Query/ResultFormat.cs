namespace Obs.Cli.Query;

internal enum ResultFormat
{
    Table,
    Json,
    Csv,
}
