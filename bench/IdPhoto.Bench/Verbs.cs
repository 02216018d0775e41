using BenchmarkDotNet.Running;
using IdPhoto.Bench.Compliance;
using IdPhoto.Bench.Composites;
using IdPhoto.Bench.Heads;
using IdPhoto.Bench.Mattes;
using IdPhoto.Bench.Mutation;
using IdPhoto.Bench.Pictures;
using IdPhoto.Bench.Speed;

namespace IdPhoto.Bench;

/// <summary>The verbs of the command line.</summary>
internal static class Verbs
{
    private const string Usage = """
        composites [--again]   composites with a known alpha, into bench/out/composites; kept if they are there
        matte [SET...]         SAD, MSE and gradient error on the composites, beside single networks;
                               --peer measures the peer too, --every N takes every Nth picture
        heads                  head and eye positions against the annotations, missed and false faces, yaw
        speed                  wall time and memory against the peer and the targets
        many                   one source to ten documents, against the time of one
        compliance             the check held against labelled pictures: true and false passes and fails per rule;
                               --holdout the pictures nothing is tuned on, --changes controlled changes, --values all values, --speed
        gallery [ID...]        contact sheets of every portrait
        mutation [FOLDER...]   mutation score of the core's folders under the fast tests, with the mutants that survive;
                               --read prints the last report again
        readme                 the picture at the top of the README
        micro [...]            micro-benchmarks of the per-pixel kernels; options go to BenchmarkDotNet
        """;

    /// <summary>Runs the verb that the arguments name.</summary>
    /// <returns>The exit code: 0, or 2 where the verb is unknown.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        string[] rest = [.. args.Skip(1)];
        switch (args.FirstOrDefault())
        {
            case "composites": await CompositeMaker.MakeAllAsync(again: rest.Contains("--again")); break;
            case "matte": await MatteVerb.RunAsync(rest); break;
            case "heads": await HeadsVerb.RunAsync(); break;
            case "speed": await SpeedVerb.RunAsync(); break;
            case "many": await ManyVerb.RunAsync(); break;
            case "gallery": await Gallery.MakeAsync(rest); break;
            case "compliance": await ComplianceVerb.RunAsync(rest); break;
            case "mutation": return await MutationVerb.RunAsync(rest);
            case "readme": await ReadmePicture.MakeAsync(); break;
            case "micro": BenchmarkSwitcher.FromAssembly(typeof(Verbs).Assembly).Run([.. rest, .. rest.Length == 0 ? ["--filter", "*"] : Array.Empty<string>()]); break;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
        return 0;
    }
}
