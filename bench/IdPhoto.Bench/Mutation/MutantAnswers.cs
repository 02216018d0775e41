using System.Globalization;

namespace IdPhoto.Bench.Mutation;

/// <summary>What the tests said of each mutant, kept line by line so that a run which breaks off can go on.</summary>
internal sealed class MutantAnswers(string file)
{
    private readonly Lock _lock = new();

    public void Clear() => File.Delete(file);

    public void Add(int id, string answer)
    {
        lock (_lock)
            File.AppendAllText(file, string.Create(CultureInfo.InvariantCulture, $"{id} {answer}\n"));
    }

    /// <summary>By the mutant's number; empty before the first run.</summary>
    public IReadOnlyDictionary<int, string> Read() => File.Exists(file)
        ? File.ReadLines(file).Select(line => line.Split(' ')).ToDictionary(parts => int.Parse(parts[0], CultureInfo.InvariantCulture), parts => parts[1])
        : new Dictionary<int, string>();
}
