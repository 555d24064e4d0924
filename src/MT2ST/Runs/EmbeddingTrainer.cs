using MT2ST.Formats;
using MT2ST.Runs;
using MT2ST.Runs.Models;
using MT2ST.Runs.Preparation;
using MT2ST.Runs.Tuning;
using MT2ST.Training;

namespace MT2ST;

/// <summary>Trains embeddings and the model of the primary task, with the help of auxiliary tasks: the start of everything.</summary>
public static class EmbeddingTrainer
{
    /// <summary>Reads a run's data and trains; where the run names an <see cref="RunOptions.Output"/>, the model is saved there, in place of a model that is there already.</summary>
    /// <remarks>One run uses <see cref="RunOptions.Threads"/> threads. Several runs may go at once.</remarks>
    /// <param name="options">The run's settings.</param>
    /// <param name="progress">Receives progress on the training thread; null for none.</param>
    /// <param name="cancellationToken">
    /// Ends training early: what was learnt so far is returned, with <see cref="RunFigures.Ended"/> <c>cancelled</c>.
    /// </param>
    /// <exception cref="OperationCanceledException">Cancelled before anything was trained.</exception>
    /// <exception cref="SettingException">A setting is missing, out of its range or without effect; the message says what is allowed.</exception>
    /// <exception cref="InvalidDataException">A file is broken or lacks what its task needs; the message names it, mostly with its line.</exception>
    /// <exception cref="IOException">A file is missing, or the output cannot be written.</exception>
    /// <exception cref="TrainingDivergedException">A loss was not finite.</exception>
    public static TrainedModel Train(RunOptions options, IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        SettingEffects.Check(options);
        if (options.Primary is ClassificationOptions { IsBaseline: true } baseline)
            throw new SettingException("primary.encoder", $"primary.encoder is '{baseline.Encoder}', a baseline of comparisons that trains no vectors and makes no model. Use mt2st compare, or another encoder.");
        string? folder = null; // In full, since the working directory may change meanwhile.
        if (options.Output is { } place)
        {
            ModelWriter.CheckPlace(place); // Before the work, so that it is not lost at its end.
            folder = Path.GetFullPath(place);
        }
        progress?.Report(new RunProgress { Epoch = 0, PlannedEpochs = options.Epochs ?? options.Primary.Defaults.Epochs, IsReading = true });
        TrainedModel model = TrainedModel.Of(Run(options, progress, cancellationToken));
        if (folder is not null && (model.HasLearnt || !cancellationToken.IsCancellationRequested || !ModelFolder.IsModel(folder)))
            model.Save(folder);
        return model;
    }

    /// <summary>Reads the data and, as far as the run asks for it, searches settings, checks for harm and fits the model's size; then trains.</summary>
    private static TrainedRun Run(RunOptions given, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        PreparedRuns prepared = new();
        PreparedRun data = prepared.Get(given, cancellationToken);
        progress?.Report(new RunProgress { Epoch = 0, PlannedEpochs = RunDefaults.EpochsOf(data, given), Data = data.Summary });
        RunOptions options = given;
        TuningReport? tuning = null;
        if (given.Tuning.Budget is not null)
            (options, tuning) = SettingSearch.Run(ModelSizeLimit.FitWords(given, prepared, cancellationToken), prepared, progress, cancellationToken);
        CheckedRun check = HarmControl.Run(options, given, prepared, progress, cancellationToken);
        LimitedRun limited = ModelSizeLimit.Fit(check.Options, given, prepared, cancellationToken);
        options = limited.Options;
        data = prepared.Get(options, cancellationToken);
        TrainedRun run = check.Trained ?? RunTrainer.Train(RunDefaults.DecideBy(data, options), data, progress: progress, cancellationToken: cancellationToken);
        return run with { Record = run.Record with { Tuning = tuning, HarmCheck = check.Report, Reductions = limited.Reductions, Warnings = [.. run.Record.Warnings, .. limited.Warnings] } };
    }
}
