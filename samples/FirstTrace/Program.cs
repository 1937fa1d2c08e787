using Obs.Tracing;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);

builder.Services.AddObservability();                     // traces, metrics, logs, GET /api/metrics
builder.Services.AddObsEntityFrameworkCore();            // if you use EF Core: commands as SQL subsegments

WebApplication app = builder.Build();
app.MapGet("/products/{id}", (int id, Tracer tracer) =>
{
    using SubsegmentScope price = tracer.BeginSubsegment("price");
    price.Annotate("productId", id);
    return Results.Ok(id);
});
app.Run();
