using Microsoft.EntityFrameworkCore;

namespace Obs.Planted;

internal sealed class PlantedContext(DbContextOptions<PlantedContext> options) : DbContext(options);
