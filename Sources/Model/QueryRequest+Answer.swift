import Basics
import Telemetry

extension QueryRequest {
  /// The most steps one question may have, as Prometheus has it.
  public static let mostSteps: Int64 = 11_000

  /// Answers from a source. It may take long; the options can bound it.
  public func answer(from source: any SeriesSource, _ options: QueryOptions = QueryOptions()) -> QueryAnswer {
    do throws(QueryFailure) {
      switch subject {
      case .instant(let text, let time): return try instant(text, at: time, source, options)
      case .range(let text, let start, let end, let step):
        return try range(text, (start, end, step), source, options)
      case .labelNames, .labelValues: return QueryAnswer(self, .words(try words(source)))
      }
    } catch { return QueryAnswer(self, .failure(error)) }
  }

  private func words(_ source: any SeriesSource) throws(QueryFailure) -> [String] {
    do throws(QueryFault) {
      switch subject {
      case .labelNames(let selector): return try source.labelNames(selector)
      case .labelValues(let label, let selector): return try source.labelValues(of: label, selector)
      case .instant, .range: return []
      }
    } catch { throw QueryFailure(.execution, error) }
  }

  private func instant(
    _ text: String, at time: Instant, _ source: any SeriesSource, _ options: QueryOptions
  ) throws(QueryFailure) -> QueryAnswer {
    let expression = try Self.parsed(text)
    let evaluator = Evaluator(source, at: time, options)
    do throws(QueryFault) {
      return QueryAnswer(
        self, .value(try evaluator.value(of: expression)), notes: evaluator.annotations)
    } catch { throw QueryFailure(.execution, error) }
  }

  private func range(
    _ text: String, _ window: (start: Instant, end: Instant, step: Span), _ source: any SeriesSource,
    _ options: QueryOptions
  ) throws(QueryFailure) -> QueryAnswer {
    let expression = try Self.parsed(text)
    try Self.check(window)
    let query = RangeQuery(source, from: window.start, to: window.end, step: window.step, options)
    do throws(QueryFault) {
      let series = try query.series(of: expression)
      return QueryAnswer(self, .value(.matrix(series)), notes: query.annotations)
    } catch {
      // A range vector at every step is no mishap of the data.
      let isSound = expression.kind == .vector || expression.kind == .scalar
      throw QueryFailure(isSound ? .execution : .badData, error)
    }
  }

  private static func parsed(_ text: String) throws(QueryFailure) -> Expression {
    do throws(QueryFault) { return try Parser.parse(text) } catch { throw QueryFailure(.badData, error) }
  }

  private static func check(_ window: (start: Instant, end: Instant, step: Span)) throws(QueryFailure) {
    guard window.step > .zero else {
      throw QueryFailure(.badData, "zero or negative query resolution step widths are not accepted")
    }
    guard window.end >= window.start else {
      throw QueryFailure(.badData, "end timestamp must not be before start time")
    }
    guard (window.end - window.start).milliseconds / window.step.milliseconds <= mostSteps else {
      throw QueryFailure(
        .badData,
        "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)"
      )
    }
  }
}
