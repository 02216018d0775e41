namespace IdPhoto.Persons;

/// <summary>Whom a cut-out shows where a picture shows several people.</summary>
public enum People
{
    /// <summary>The one with the largest face: an ID photo shows one person.</summary>
    Main,

    /// <summary>All of similar size, who stand together; people far behind them are none of them.</summary>
    All,
}
