namespace IdPhoto.Server.Store;

/// <summary>What a ledger in a SQLite file knows of the clocks of its machine.</summary>
internal sealed class ClockTable(SqliteFile file)
{
    /// <summary>The latest moment that is written down, here or as a photo's upload; null in a new ledger.</summary>
    public ClockReading? LastSeen()
    {
        List<ClockReading> seen = file.Query(
            "SELECT max(wall, coalesce((SELECT max(uploaded) FROM photos), wall)), uptime, boot FROM clock",
            row => new ClockReading(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), TimeSpan.FromMilliseconds(row.GetInt64(1)), row.GetString(2)));
        return seen.Count > 0 ? seen[0] : null;
    }

    /// <summary>Writes this moment down.</summary>
    public void See(ClockReading now) => file.Run(
        "INSERT INTO clock (id, wall, uptime, boot) VALUES (1, @wall, @uptime, @boot) ON CONFLICT (id) DO UPDATE SET wall = @wall, uptime = @uptime, boot = @boot",
        ("@wall", now.WallMs), ("@uptime", now.UptimeMs), ("@boot", now.Boot));

    /// <summary>Brings the ends of all photos by both clocks together, never later than they were.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="uptimeHolds">Whether the uptimes written down are of this run of the machine.</param>
    /// <param name="retention">No photo stays longer than this from now, nor from its upload.</param>
    public void Adjust(ClockReading now, bool uptimeHolds, TimeSpan retention)
    {
        string byUptime = uptimeHolds ? "@wall + expires_uptime - @uptime, " : "";
        string expires = $"min({byUptime}expires, uploaded + @most, @wall + @most)";
        // One statement: a crash leaves all of it or nothing.
        file.Run(
            $"UPDATE photos SET uploaded = min(uploaded, @wall), expires = {expires}, expires_uptime = @uptime - @wall + {expires}",
            ("@most", (long)retention.TotalMilliseconds), ("@wall", now.WallMs), ("@uptime", now.UptimeMs));
    }

    /// <summary>Nobody knows how old the photos are: all of them are ended.</summary>
    public void EndAll() => file.Run("UPDATE photos SET ended = 1");
}
